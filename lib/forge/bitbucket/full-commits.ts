import type { PullRequest } from '../forge.ts';
import type { BitbucketApi } from './bitbucket-api.ts';

const FULL = /^[0-9a-f]{40}$/;

/** Pull requests name their head by its first 12 characters; a commit itself says all 40. */
export class FullCommits {
  readonly #api: BitbucketApi;
  readonly #known = new Map<string, string>();

  constructor(api: BitbucketApi) {
    this.#api = api;
  }

  /** With the whole head. One that is gone stays as short as it is. */
  async complete(pull: PullRequest): Promise<PullRequest> {
    return { ...pull, head: await this.#read(pull.head) };
  }

  async #read(short: string): Promise<string> {
    if (short === '' || FULL.test(short)) return short;
    const known = this.#known.get(short);
    if (known !== undefined) return known;
    const path = `/commit/${encodeURIComponent(short)}`;
    const { status, body } = await this.#api.ask({
      method: 'GET',
      path,
      query: { fields: 'hash' },
      what: `read commit ${short}`,
      accept: [404],
    });
    if (status === 404) return short;
    const full = body.at('hash').text;
    this.#known.set(short, full);
    return full;
  }
}
