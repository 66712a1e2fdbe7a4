import { expect, onTestFinished } from 'vitest';
import type { Forge, PullRequest } from '../../../lib/forge/forge.ts';
import { openBitbucket } from '../../../lib/forge/bitbucket/open-bitbucket.ts';
import { recordedClock } from '../../http/recorded-clock.ts';
import { FakeBitbucket, type FakeBitbucketOptions } from './fake-bitbucket.ts';
import { BOT_TOKEN } from './fake/people.ts';

export const BRANCH = 'kumiki/bump/production/users';

/** Commits by a letter: `commit('a')`. */
export function commit(letter: string): string {
  return letter.repeat(40);
}

export interface WithFakeBitbucket {
  readonly fake: FakeBitbucket;
  readonly forge: Forge;
  /** What was waited for, in milliseconds. */
  readonly pauses: readonly number[];
  /** Another client of the same repository. */
  readonly as: (token: string, project?: string) => Forge;
}

/**
 * A fake for one test, with `main` and a branch, which fails where it was asked for something that the API does not have.
 *
 * @param token the client's; null for none
 */
export async function withFakeBitbucket(
  options: FakeBitbucketOptions = {},
  token: string | null = BOT_TOKEN,
): Promise<WithFakeBitbucket> {
  const fake = await FakeBitbucket.start({ branches: { main: commit('a'), [BRANCH]: commit('b') }, ...options });
  onTestFinished(async () => {
    await fake.stop();
    expect(fake.violations).toEqual([]);
  });
  const clock = recordedClock();
  const open = (of: string | undefined, project = fake.repository.project): Forge =>
    openBitbucket({ api: fake.api, project, token: of, env: {}, clock });
  return { fake, forge: open(token ?? undefined), pauses: clock.pauses, as: open };
}

export function openOne(forge: Forge, branch = BRANCH, base = 'main'): Promise<PullRequest> {
  return forge.open({ branch, base, title: 'Bump users', text: 'From 1 to 2.' });
}
