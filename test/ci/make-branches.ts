import { execFileSync } from 'node:child_process';
import { makeRepository } from '../environment/fixture-repository.ts';

export interface Branches {
  /** `branch` is checked out. */
  readonly folder: string;
  /** Where the branch began, and what the base has now. */
  readonly commits: Readonly<Record<'fork' | 'tip', string>>;
  readonly checkOut: (branch: 'branch' | 'merged' | 'main') => void;
}

/** A base `origin/main` that went on after a branch began, and what a host would give as the merge of both. */
export function makeBranches(): Branches {
  const folder = makeRepository({});
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  const commit = (message: string): string => {
    git('commit', '-q', '--no-gpg-sign', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  const checkOut = (branch: string): void => void git('checkout', '-q', branch);

  git('init', '-q', '-b', 'main');
  const fork = commit('fork');
  git('branch', 'branch');
  const tip = commit('tip');
  git('update-ref', 'refs/remotes/origin/main', tip);
  checkOut('branch');
  commit('change');
  git('checkout', '-q', '-b', 'merged', 'main');
  git('merge', '-q', '--no-gpg-sign', '--no-ff', '-m', 'merge', 'branch');
  checkOut('branch');
  return { folder, commits: { fork, tip }, checkOut };
}
