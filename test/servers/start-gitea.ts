import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { answers } from './answers.ts';
import { freePort } from './free-port.ts';
import { GiteaClient } from './gitea-client.ts';
import { programPath, sharePath } from './module-cache.ts';
import { runCommand } from './run-command.ts';
import type { RunFolder } from './run-folder.ts';

export interface Gitea {
  /** `http://127.0.0.1:20123`; its API is below `/api/v1`. */
  readonly url: string;
  /** As the administrator of the site, who owns nothing. */
  readonly admin: GiteaClient;
  /** Makes a user, with a token that may do what its scopes say: `write:repository`. */
  user(name: string, scopes: readonly string[]): Promise<GiteaClient>;
}

/** As many items as a page of its API has at most: few, so that a test meets more than one page. */
const PAGE = 5;

/** A Gitea of one run, with SQLite, an administrator and nothing else. */
export async function startGitea(run: RunFolder): Promise<Gitea> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const folder = run.folder('gitea');
  const config = path.join(folder, 'app.ini');
  writeFileSync(config, settings(folder, url), { mode: 0o600 });
  const args = ['--work-path', folder, '--config', config];
  const env = {
    HOME: run.folder('home'),
    TMPDIR: run.folder('tmp'),
    // It serves this machine alone, and its folder goes with the run.
    ...(process.getuid?.() === 0 ? { GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: 'true' } : {}),
  };
  const program = run.start('gitea', programPath('gitea'), ['web', ...args], { env });
  await program.ready(() => answers(`${url}/api/healthz`));

  const admin = new GiteaClient(url, 'root-of-gitea', await makeAdmin('root-of-gitea', args, env), ['all']);
  return {
    url,
    admin,
    async user(name, scopes) {
      const password = randomBytes(16).toString('hex');
      await admin.ask('POST', '/admin/users', {
        username: name,
        email: `${name}@example.com`,
        password,
        must_change_password: false,
      });
      return admin.signIn(name, password, scopes);
    },
  };
}

/** Only its own command can make the first user. */
async function makeAdmin(name: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const run = async (command: readonly string[]): Promise<string> => {
    const { code, out, err } = await runCommand(programPath('gitea'), ['admin', 'user', ...command, ...args], { env });
    if (code !== 0) throw new Error(`gitea ${command.join(' ')}: ${out}${err}`);
    // It may warn before.
    return out.trim().split('\n').at(-1) ?? '';
  };
  const email = `${name}@example.com`;
  await run(['create', '--admin', '--username', name, '--email', email, '--random-password']);
  return run(['generate-access-token', '--username', name, '--token-name', 'e2e', '--scopes', 'all', '--raw']);
}

/** https://docs.gitea.com/administration/config-cheat-sheet */
function settings(folder: string, url: string): string {
  for (const name of ['repositories', 'lfs']) mkdirSync(path.join(folder, name));
  return `
RUN_MODE = prod
RUN_USER = ${userInfo().username}
WORK_PATH = ${folder}

[server]
PROTOCOL = http
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${new URL(url).port}
ROOT_URL = ${url}/
DISABLE_SSH = true
OFFLINE_MODE = true
STATIC_ROOT_PATH = ${sharePath('gitea')}

[database]
DB_TYPE = sqlite3
PATH = ${path.join(folder, 'gitea.db')}

[repository]
ROOT = ${path.join(folder, 'repositories')}
DEFAULT_BRANCH = main

[lfs]
PATH = ${path.join(folder, 'lfs')}

[security]
INSTALL_LOCK = true
SECRET_KEY = ${randomBytes(32).toString('hex')}
PASSWORD_HASH_ALGO = pbkdf2_v1

[service]
DISABLE_REGISTRATION = true

[api]
MAX_RESPONSE_ITEMS = ${PAGE}

[webhook]
ALLOWED_HOST_LIST = loopback

[log]
MODE = console
LEVEL = warn

[cron]
ENABLED = false

[actions]
ENABLED = false

[packages]
ENABLED = false

[indexer]
ISSUE_INDEXER_TYPE = db
`;
}
