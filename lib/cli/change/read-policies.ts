import { policyOf, readPolicy, type EnvironmentPolicy } from '../../change/policy.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { UserError } from '../../errors.ts';
import { listFolder } from '../../git/read-tree.ts';
import { noManifests } from './no-manifests.ts';
import type { ChangeSession } from './session.ts';

/**
 * The policy of every environment of a commit, as the repository's own kumiki gives it.
 *
 * @param unread nothing of the repository is to run here: what is there is told from its folders, and every environment is reviewed
 */
export async function readPolicies(
  session: ChangeSession,
  commit: string,
  unread = false,
): Promise<readonly EnvironmentPolicy[]> {
  if (unread) return readNames(session, commit);
  return session.once(`policies of ${commit}`, async () => {
    const kumiki = await session.openKumiki(commit, []);
    return (await kumiki.environments()).map(readPolicy);
  });
}

/** Of one environment, which a commit in between may have removed. */
export function policyNamed(policies: readonly EnvironmentPolicy[], name: string, flag = '--env'): EnvironmentPolicy {
  const policy = policies.find((one) => one.name === name);
  if (policy !== undefined) return policy;
  const names = policies.map((one) => one.name);
  const guess = didYouMean(name, names);
  throw new UserError(
    `${flag} '${name}' is no environment of the base. ${guess === undefined ? '' : `Did you mean ${guess}? `}There are: ${names.join(', ') || 'none'}.`,
  );
}

async function readNames({ clone }: ChangeSession, commit: string): Promise<readonly EnvironmentPolicy[]> {
  const folders = await listFolder(clone.git, commit, 'environments');
  if (folders.size === 0) throw noManifests(clone);
  return [...folders].flatMap(([path, { type }]) => {
    const name = path.slice('environments/'.length);
    return type === 'tree' && name !== 'previews' ? policyOf({ name, merge: 'review' }) : [];
  });
}
