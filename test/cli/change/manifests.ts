import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { inject } from 'vitest';
import { copyRemote, makeRemoteIn, type Remote } from '../../git/make-remote.ts';
import { runKumiki, type Ended } from '../run-kumiki.ts';
import type { Io } from '../../../lib/cli/io.ts';

const COMMAND = path.join(import.meta.dirname, '../../../build/cli/main.js');
const cache = inject('cache');

/** What every run of a test gets: nothing of the person who runs the tests. */
export const ENV: Io['env'] = {
  PATH: process.env['PATH'],
  HOME: cache,
  XDG_CACHE_HOME: cache,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** `sha256:` and one digit, 64 times. */
export function digest(digit: string): string {
  return `sha256:${digit.repeat(64)}`;
}

/** `api=…`: an image of the application users that is no real registry's. */
export function image(digit: string, name = 'api'): string {
  return `${name}=127.0.0.1:9/acme/users-${name}:${digit}@${digest(digit)}`;
}

export interface ManifestsOptions {
  /** Each with its props beside name, edition, kubernetes and build. */
  readonly environments?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** A manifest repository that is rendered, and its remote: applications `users` and `mail`, pinned to the digest of `a`. */
export class Manifests {
  readonly remote: Remote;
  /** The flags that say where it is: plain git, unless a test puts it on a host. */
  place: readonly string[];

  private constructor(remote: Remote) {
    this.remote = remote;
    this.place = ['--repository', remote.url, '--host', 'git'];
  }

  /** Repositories of the same options are made once, and copied. */
  static async make(options: ManifestsOptions = {}): Promise<Manifests> {
    return new Manifests(await copyRemote(await findTemplate(options)));
  }

  /** Renders at the desk. */
  synth(): Promise<void> {
    return synthAt(this.remote.desk);
  }

  /** From a folder that is no repository, as CI of an application. */
  run(args: readonly string[], io: Partial<Io> = {}): Promise<Ended> {
    const flags = args.includes('refresh') ? [] : ['--pr'];
    return runKumiki(cache, [...args, ...flags, ...this.place], { env: ENV, ...io });
  }

  /** The same, with the one JSON document that it prints. */
  async json<T = Readonly<Record<string, unknown>>>(
    args: readonly string[],
    io: Partial<Io> = {},
  ): Promise<{ readonly code: number; readonly answer: T }> {
    const { code, out, err } = await this.run(['--json', ...args], io);
    if (out === '') throw new Error(err);
    return { code, answer: JSON.parse(out) as T };
  }

  /** Merges a branch into main at the desk, and pushes. */
  async merge(branch: string): Promise<void> {
    const { remote } = this;
    await remote.git('fetch', '--quiet', '--prune', 'origin');
    await remote.git('checkout', '--quiet', '-B', 'main', 'origin/main');
    await remote.git('merge', '--quiet', '--no-ff', '--message', `Merge ${branch}`, `origin/${branch}`);
    await remote.git('push', '--quiet', 'origin', 'main', `:${branch}`);
  }

  /** The files that a branch changes against main. */
  async changed(branch: string): Promise<readonly string[]> {
    return (await this.remote.bare('diff', '--name-only', `main...${branch}`))
      .split('\n')
      .filter((file) => file !== '');
  }

  file(branch: string, name: string): Promise<string> {
    return this.remote.bare('show', `${branch}:${name}`);
  }
}

async function findTemplate(options: ManifestsOptions): Promise<string> {
  const key = createHash('sha256').update(JSON.stringify(options)).digest('hex');
  const template = path.join(cache, key);
  if (existsSync(template)) return template;
  const made = await makeTemplate(options);
  try {
    renameSync(made, template);
  } catch (error) {
    // Another worker was faster.
    if (!existsSync(template)) throw error;
  }
  return template;
}

async function makeTemplate({ environments = { staging: '' }, files = {} }: ManifestsOptions): Promise<string> {
  const folder = mkdtempSync(path.join(cache, 'template-'));
  const remote = await makeRemoteIn(folder, {
    'package.json': JSON.stringify({ name: 'kumiki', private: true, type: 'module', bin: { kumiki: 'run.mjs' } }),
    'package-lock.json': JSON.stringify({ name: 'kumiki', lockfileVersion: 3, packages: { '': { name: 'kumiki' } } }),
    'run.mjs': `await import(${JSON.stringify(COMMAND)});\n`,
    '.gitignore': 'node_modules\ndist/.kumiki\n',
    'apps/apps.ts': APPS,
    ...Object.fromEntries(
      Object.entries(environments).map(([name, props]) => [`environments/${name}.ts`, environmentOf(name, props)]),
    ),
    ...Object.fromEntries(
      Object.keys(environments).flatMap((name) =>
        ['users', 'mail'].map((app) => [`environments/${name}/images/${app}.json`, pinsOf(app)]),
      ),
    ),
    ...files,
  });
  await synthAt(remote.desk);
  await remote.commit({}, 'main', 'Render');
  return folder;
}

async function synthAt(folder: string): Promise<void> {
  const { code, err } = await runKumiki(folder, ['synth']);
  if (code !== 0) throw new Error(err);
}

const APPS = `import { Application, WebService, Worker, type Environment } from 'kumiki';
export class Users extends Application {
  constructor(environment: Environment) {
    super(environment, 'users');
    new WebService(this, 'api', { image: this.image('api'), port: 8080 });
    new Worker(this, 'worker', { image: this.image('worker') });
  }
}
export class Mail extends Application {
  constructor(environment: Environment) {
    super(environment, 'mail');
    new Worker(this, 'mail', { image: this.image('mail') });
  }
}
`;

function environmentOf(name: string, props: string): string {
  return `import { defineEnvironment } from 'kumiki';
import { Mail, Users } from '../apps/apps.ts';
export default defineEnvironment({
  name: '${name}', edition: 1, kubernetes: '1.34', ${props}
  build(environment) { new Users(environment); new Mail(environment); },
});
`;
}

function pinsOf(app: string): string {
  const names = app === 'users' ? ['api', 'worker'] : [app];
  const pins = names.map((name) => [name, { digest: digest('a'), image: `127.0.0.1:9/acme/users-${name}`, tag: 'a' }]);
  return `${JSON.stringify(Object.fromEntries(pins), undefined, 2)}\n`;
}
