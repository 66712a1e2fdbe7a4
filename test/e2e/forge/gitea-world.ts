import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Forge } from '../../../lib/forge/forge.ts';
import { openGitea } from '../../../lib/forge/gitea/open-gitea.ts';
import type { Clock } from '../../../lib/http/clock.ts';
import type { GiteaWorld } from '../../forge/gitea/gitea-world.ts';
import { runCommand } from '../../servers/run-command.ts';
import type { RunFolder } from '../../servers/run-folder.ts';
import type { GiteaClient } from '../../servers/gitea-client.ts';
import type { Gitea } from '../../servers/start-gitea.ts';

const CLOCK: Clock = { now: Date.now, random: Math.random, sleep: (milliseconds) => sleep(milliseconds) };

export interface GiteaPeople {
  readonly owner: GiteaClient;
  readonly bot: GiteaClient;
  readonly operator: GiteaClient;
  readonly reader: GiteaClient;
}

/** Each with no more rights than its part takes. */
export async function makePeople(gitea: Gitea): Promise<GiteaPeople> {
  return {
    owner: await gitea.user('acme', ['write:repository', 'read:issue', 'write:user']),
    bot: await gitea.user('bot', ['write:repository']),
    operator: await gitea.user('operator', ['write:repository']),
    reader: await gitea.user('reader', ['read:repository']),
  };
}

/** A new repository. */
export async function makeWorld(gitea: Gitea, people: GiteaPeople, run: RunFolder): Promise<GiteaWorld> {
  const { owner, bot, operator, reader } = people;
  const clone = mkdtempSync(path.join(run.folder('clones'), 'bot-'));
  const name = path.basename(clone).toLowerCase();
  const project = `acme/${name}`;
  const repository = `/repos/${project}`;
  await owner.ask('POST', '/user/repos', { name, private: true, auto_init: true, default_branch: 'main' });
  for (const [{ name: person }, permission] of [
    [bot, 'write'],
    [operator, 'write'],
    [reader, 'read'],
  ] as const)
    await owner.ask('PUT', `${repository}/collaborators/${person}`, { permission });

  const open = (token: string, of = project): Forge =>
    openGitea({ api: `${gitea.url}/api/v1`, project: of, token, env: {}, clock: CLOCK });
  const git = gitOf(gitea, bot, clone);
  await git(['clone', '--quiet', `${gitea.url}/${project}.git`, '.']);
  let count = 0;
  const commit = async (branch: string): Promise<string> => {
    count += 1;
    await git(['checkout', '--quiet', '-B', branch, 'origin/main']);
    writeFileSync(path.join(clone, 'pins.json'), `${count}\n`);
    await git(['add', '.']);
    await git(['commit', '--quiet', '-m', `Change ${count}`]);
    await git(['push', '--quiet', '--force', 'origin', branch]);
    return git(['rev-parse', 'HEAD']);
  };
  return {
    bot: open(bot.token),
    owner: open(owner.token),
    reader: open(reader.token),
    nowhere: open(bot.token, 'acme/nowhere'),
    stranger: open('0123456789012345678901234567890123456789'),
    push: commit,
    async conflict() {
      await git(['fetch', '--quiet']);
      await commit('main');
    },
    async approve(number) {
      await operator.ask('POST', `${repository}/pulls/${number}/reviews`, { event: 'APPROVED', body: 'Good.' });
    },
    async protect({ approvals = 0, checks, dismissStale = false }) {
      await owner.ask('POST', `${repository}/branch_protections`, {
        rule_name: 'main',
        required_approvals: approvals,
        enable_status_check: checks !== undefined,
        status_check_contexts: checks ?? [],
        dismiss_stale_approvals: dismissStale,
      });
    },
    async report(of, context, state) {
      await bot.ask('POST', `${repository}/statuses/${of}`, { context, state });
    },
    async branches() {
      const found = await owner.ask<readonly { readonly name: string }[]>('GET', `${repository}/branches`);
      return found.map((branch) => branch.name);
    },
    async openFromFork(branch) {
      await operator.ask('POST', `${repository}/forks`, { name: `fork-of-${name}` });
      const fork = `/repos/operator/fork-of-${name}`;
      const file = { branch: 'main', new_branch: branch, content: 'Zm9yaw==', message: 'Of a fork' };
      await operator.ask('POST', `${fork}/contents/fork.txt`, file);
      const head = `operator/fork-of-${name}:${branch}`;
      await operator.ask('POST', `${repository}/pulls`, { head, base: 'main', title: 'Of a fork' });
    },
  };
}

/** git as the bot, whose token is only in the environment. */
function gitOf(gitea: Gitea, { name, token }: GiteaClient, cwd: string) {
  const credentials = Buffer.from(`${name}:${token}`).toString('base64');
  const env = {
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${gitea.url}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${credentials}`,
    GIT_AUTHOR_NAME: 'bot',
    GIT_AUTHOR_EMAIL: 'bot@example.com',
    GIT_COMMITTER_NAME: 'bot',
    GIT_COMMITTER_EMAIL: 'bot@example.com',
  };
  return async (args: readonly string[]): Promise<string> => {
    const { code, out, err } = await runCommand('git', args, { cwd, env });
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${err}`);
    return out.trim();
  };
}
