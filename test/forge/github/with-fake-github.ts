import { expect, onTestFinished } from 'vitest';
import type { Forge } from '../../../lib/forge/forge.ts';
import { openGitHub } from '../../../lib/forge/github/open-github.ts';
import { recordedClock } from '../../http/recorded-clock.ts';
import { FakeGitHub, TOKEN, type FakeGitHubOptions } from './fake-github.ts';

/** Commits by a letter: `commit('a')`. */
export function commit(letter: string): string {
  return letter.repeat(40);
}

export interface WithFakeGitHub {
  readonly fake: FakeGitHub;
  readonly forge: Forge;
  /** What was waited for, in milliseconds. */
  readonly pauses: readonly number[];
}

/**
 * A fake for one test, which fails where it was asked for something that GitHub's API does not have.
 *
 * @param token the client's; null for none
 */
export async function withFakeGitHub(
  options: FakeGitHubOptions = {},
  token: string | null = TOKEN,
): Promise<WithFakeGitHub> {
  const fake = await FakeGitHub.start({ branches: { main: commit('a'), bump: commit('b') }, ...options });
  onTestFinished(async () => {
    await fake.stop();
    expect(fake.violations.list).toEqual([]);
  });
  const clock = recordedClock();
  const { project } = fake.repository;
  const forge = openGitHub({ api: fake.api, project, token: token ?? undefined, env: {}, clock });
  return { fake, forge, pauses: clock.pauses };
}
