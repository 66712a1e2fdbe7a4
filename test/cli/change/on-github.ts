import { execFileSync } from 'node:child_process';
import { expect, onTestFinished } from 'vitest';
import type { Io } from '../../../lib/cli/io.ts';
import { FakeGitHub, TOKEN, type FakeGitHubOptions } from '../../forge/github/fake-github.ts';
import { ENV, type Manifests } from './manifests.ts';

const ADDRESS = 'https://git.example.com/acme/manifests.git';

/** A manifest repository on GitHub: its commits in the bare repository, all else in the fake. */
export async function onGitHub(
  manifests: Manifests,
  options: FakeGitHubOptions = {},
): Promise<{ readonly fake: FakeGitHub; readonly io: Partial<Io> }> {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: manifests.remote.url, encoding: 'utf8', env: { ...ENV, ...AUTHOR } }).trim();
  const fake = await FakeGitHub.start({
    onMerge({ branch, base }) {
      const tree = git('merge-tree', '--write-tree', base, branch);
      const commit = git('commit-tree', tree, '-p', base, '-p', branch, '-m', `Merge ${branch}`);
      git('update-ref', `refs/heads/${base}`, commit);
      return commit;
    },
    onRemoveBranch: (name) => void git('update-ref', '-d', `refs/heads/${name}`),
    ...options,
    onRequest(one) {
      tellBranches(one, git);
      options.onRequest?.(one);
    },
  });
  onTestFinished(async () => {
    await fake.stop();
    expect(fake.violations.list).toEqual([]);
  });
  manifests.place = ['--repository', ADDRESS, '--host', 'github', '--api', fake.api];
  const env = {
    ...ENV,
    KUMIKI_TOKEN: TOKEN,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${manifests.remote.url}.insteadOf`,
    GIT_CONFIG_VALUE_0: ADDRESS,
  };
  return { fake, io: { env } };
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'GitHub',
  GIT_AUTHOR_EMAIL: 'noreply@example.com',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@example.com',
};

function tellBranches(fake: FakeGitHub, git: (...args: readonly string[]) => string): void {
  const lines = git('for-each-ref', '--format=%(refname:lstrip=2) %(objectname)', 'refs/heads').split('\n');
  const there = new Map(lines.map((line) => line.split(' ')).map(([name = '', id = '']) => [name, id]));
  for (const [name, id] of there) if (fake.repository.state.branches.get(name) !== id) fake.setBranch(name, id);
  for (const name of fake.repository.state.branches.keys()) if (!there.has(name)) fake.setBranch(name, undefined);
}
