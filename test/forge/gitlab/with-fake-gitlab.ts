import { expect, onTestFinished } from 'vitest';
import type { Forge, PullRequest } from '../../../lib/forge/forge.ts';
import { openGitLab } from '../../../lib/forge/gitlab/open-gitlab.ts';
import { recordedClock } from '../../http/recorded-clock.ts';
import type { FakeMergeRequest } from './fake/repository.ts';
import type { FakeSettings } from './fake/settings.ts';
import { BOT_TOKEN } from './fake/people.ts';
import { FakeGitLab, type FakeGitLabOptions } from './fake-gitlab.ts';

export const BRANCH = 'kumiki/bump/production/users';

/** Commits by a letter: `commit('a')`. */
export function commit(letter: string): string {
  return letter.repeat(40);
}

export interface WithFakeGitLab {
  readonly fake: FakeGitLab;
  readonly settings: FakeSettings;
  readonly forge: Forge;
  /** What was waited for, in milliseconds. */
  readonly pauses: readonly number[];
  /** Another client of the same project. */
  readonly as: (token: string | undefined, project?: string) => Forge;
}

/**
 * A fake for one test, with `main` and a branch, which fails where it was asked for something that the API does not have.
 *
 * @param token the client's; null for none
 */
export async function withFakeGitLab(
  options: FakeGitLabOptions = {},
  token: string | null = BOT_TOKEN,
): Promise<WithFakeGitLab> {
  const fake = await FakeGitLab.start({ branches: { main: commit('a'), [BRANCH]: commit('b') }, ...options });
  onTestFinished(async () => {
    await fake.stop();
    expect(fake.violations).toEqual([]);
  });
  const clock = recordedClock();
  const open = (of: string | undefined, project = fake.repository.project): Forge =>
    openGitLab({ api: fake.api, project, token: of, env: {}, clock });
  return { fake, settings: fake.repository.settings, forge: open(token ?? undefined), pauses: clock.pauses, as: open };
}

export function openOne(forge: Forge, branch = BRANCH, base = 'main'): Promise<PullRequest> {
  return forge.open({ branch, base, title: 'Bump users', text: 'From 1 to 2.' });
}

/** The one with that number, as GitLab has it. */
export function requestOf(fake: FakeGitLab, number = 1): FakeMergeRequest {
  const request = fake.repository.requests.find((one) => one.number === number);
  if (request === undefined) throw new Error(`there is no merge request ${number}`);
  return request;
}
