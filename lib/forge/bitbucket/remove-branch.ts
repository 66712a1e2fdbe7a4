import type { BitbucketApi } from './bitbucket-api.ts';

/** The branch of what is merged, which mostly went with it. It stays where something was pushed to it since, or where the token may not remove it. */
export async function removeBranch(api: BitbucketApi, branch: string, head: string): Promise<void> {
  const path = `/refs/branches/${branch.split('/').map(encodeURIComponent).join('/')}`;
  const what = `remove branch '${branch}'`;
  const { status, body } = await api.ask({ method: 'GET', path, what, accept: [403, 404] });
  if (status !== 200 || body.at('target', 'hash').text !== head) return;
  await api.ask({ method: 'DELETE', path, what, accept: [400, 403, 404, 409] });
}
