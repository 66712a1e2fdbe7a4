import process from 'node:process';
import { runProcess } from '../../../lib/process/run-process.ts';
import type { GiteaClient } from '../../servers/gitea-client.ts';
import type { RunFolder } from '../../servers/run-folder.ts';
import { Desk } from './desk.ts';
import { jobEnvironment } from './job.ts';
import { CHECKS, REPOSITORY } from './people.ts';

/** What `kumiki ci` writes for a pull request of a manifest repository. */
const INSTALL = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
const KUMIKI = 'node_modules/kumiki/build/cli/main.js';

/** Stands in for the CI of the manifest repository. What runs code of a pull request has no token; what reports has one, and runs none of it. */
export class CheckRunner {
  readonly #run: RunFolder;
  readonly #token: GiteaClient;

  constructor(run: RunFolder, token: GiteaClient) {
    this.#run = run;
    this.#token = token;
  }

  /** Checks the head of a pull request, and posts the status of its commit. Gives what the commands printed. */
  async check(number: number): Promise<string> {
    const desk = await Desk.clone(this.#run, this.#token);
    try {
      await desk.git('fetch', '--quiet', 'origin', `refs/pull/${number}/head`);
      await desk.git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
      const base = await desk.git('merge-base', 'origin/main', 'HEAD');
      const { isGreen, words } = await this.#runAll(desk.folder, base);
      const commit = await desk.git('rev-parse', 'HEAD');
      const state = isGreen ? 'success' : 'failure';
      await this.#token.ask('POST', `${REPOSITORY}/statuses/${commit}`, { context: CHECKS, state });
      return words;
    } finally {
      desk.remove();
    }
  }

  async #runAll(cwd: string, base: string): Promise<{ readonly isGreen: boolean; readonly words: string }> {
    const env = jobEnvironment(this.#run);
    const installed = await runProcess('npm', INSTALL, { cwd, env });
    if (installed.code !== 0) throw new Error(installed.err);
    const results = [];
    for (const args of [
      ['synth', '--check'],
      ['check', '--base', base],
    ])
      results.push(await runProcess(process.execPath, [KUMIKI, ...args], { cwd, env }));
    return {
      isGreen: results.every(({ code }) => code === 0),
      words: results.map(({ out, err }) => `${out}${err}`).join(''),
    };
  }
}
