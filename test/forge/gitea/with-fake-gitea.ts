import { expect, onTestFinished } from 'vitest';
import type { Forge } from '../../../lib/forge/forge.ts';
import { openGitea } from '../../../lib/forge/gitea/open-gitea.ts';
import { recordedClock } from '../../http/recorded-clock.ts';
import { BOT_TOKEN, OWNER_TOKEN, READER_TOKEN } from './fake/people.ts';
import { FakeGitea, type FakeGiteaOptions } from './fake-gitea.ts';
import type { GiteaWorld } from './gitea-world.ts';

export interface WithFakeGitea extends GiteaWorld {
  readonly fake: FakeGitea;
  /** What was waited for, in milliseconds. */
  readonly pauses: readonly number[];
}

/** A fake for one test, which fails where it was asked for something that the API does not have. */
export async function withFakeGitea(options: FakeGiteaOptions = {}): Promise<WithFakeGitea> {
  const fake = await FakeGitea.start({ branches: { main: 'a'.repeat(40) }, ...options });
  onTestFinished(async () => {
    await fake.stop();
    expect(fake.violations).toEqual([]);
  });
  const { repository, project } = fake;
  const clock = recordedClock();
  const open = (token: string, of = project): Forge => openGitea({ api: fake.api, project: of, token, env: {}, clock });
  let commits = 0;
  const pullOf = (number: number) => {
    const pull = repository.pulls.find((one) => one.number === number);
    if (pull === undefined) throw new Error(`there is no pull request ${number}`);
    return pull;
  };
  return {
    fake,
    pauses: clock.pauses,
    bot: open(BOT_TOKEN),
    owner: open(OWNER_TOKEN),
    reader: open(READER_TOKEN),
    nowhere: open(BOT_TOKEN, 'acme/nowhere'),
    stranger: open('0123456789'),
    push(branch) {
      commits += 1;
      const commit = commits.toString(16).padStart(40, 'b');
      fake.setBranch(branch, commit);
      return Promise.resolve(commit);
    },
    async conflict() {
      for (const pull of repository.pulls) pull.conflicts = 'unnoticed';
    },
    async approve(number) {
      repository.review(pullOf(number), 'APPROVED', true);
    },
    async protect(rules) {
      repository.rules = rules;
    },
    async report(commit, context, status) {
      repository.report({ commit, context, status });
    },
    branches: () => Promise.resolve([...repository.branches.keys()]),
    async openFromFork(branch) {
      const [base, head] = ['main', 'f'.repeat(40)];
      repository.addPull({ branch, base, poster: 'operator', isOfFork: true, title: 'Of a fork', body: '', head });
    },
  };
}
