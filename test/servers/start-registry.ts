import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { answers } from './answers.ts';
import { freePort } from './free-port.ts';
import { programPath } from './module-cache.ts';
import { ISSUER, SERVICE, startRegistryTokens, type RegistryUser } from './registry-tokens.ts';
import { runCommand } from './run-command.ts';
import type { RunFolder } from './run-folder.ts';

export interface StartRegistryOptions {
  /** `none`: everybody may push and pull; `basic` by a file of passwords, which gives every user all rights; `token` by a server of tokens. @default none */
  readonly auth?: 'none' | 'basic' | 'token' | undefined;
  /** @default none */
  readonly users?: Readonly<Record<string, RegistryUser>> | undefined;
}

export interface Registry {
  /** `127.0.0.1:20123`: images are `127.0.0.1:20123/acme/users-api`. */
  readonly host: string;
  /** A folder as DOCKER_CONFIG names it, with what `docker login` leaves of a user. */
  dockerFolder(user: string): string;
  /** Pushes an image of random bytes, or an index of one for each platform. Gives its digest. */
  push(image: string, options?: PushOptions): Promise<string>;
}

export interface PushOptions {
  /** `linux/amd64`. @default one image without an index */
  readonly platforms?: readonly string[] | undefined;
  /** Who pushes. @default nobody */
  readonly as?: string | undefined;
}

/** A registry of one run, which keeps its images in memory. */
export async function startRegistry(
  run: RunFolder,
  { auth, users = {} }: StartRegistryOptions = {},
): Promise<Registry> {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const config = path.join(run.path, `registry-${port}.yaml`);
  writeFileSync(config, JSON.stringify(await settings(run, host, { auth, users })));
  const program = run.start(`registry-${port}`, programPath('registry'), ['serve', config], {
    // It would ask for the address of this machine's exporter of traces.
    env: { OTEL_TRACES_EXPORTER: 'none' },
  });
  await program.ready(() => answers(`http://${host}/`));

  const dockerFolder = (user: string): string => {
    const folder = run.folder(`docker-${port}-${user}`);
    const { password = '' } = users[user] ?? {};
    const entry = { auth: Buffer.from(`${user}:${password}`).toString('base64') };
    writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ auths: { [host]: entry } }), { mode: 0o600 });
    return folder;
  };
  return {
    host,
    dockerFolder,
    async push(image, { platforms = [], as = 'nobody' } = {}) {
      const args = platforms.length > 0 ? ['-platforms', platforms.join(',')] : [];
      const env = { DOCKER_CONFIG: dockerFolder(as) };
      const { code, out, err } = await runCommand(programPath('push-image'), [...args, `${host}/${image}`], { env });
      if (code !== 0) throw new Error(`pushing ${image}: ${err}`);
      return out.trim();
    },
  };
}

/** JSON is YAML: https://distribution.github.io/distribution/about/configuration/. */
async function settings(run: RunFolder, host: string, { auth, users = {} }: StartRegistryOptions): Promise<object> {
  return {
    version: '0.1',
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: { inmemory: {}, delete: { enabled: true } },
    http: { addr: host, secret: randomBytes(16).toString('hex') },
    ...(auth === 'basic' ? { auth: { htpasswd: { realm: 'e2e', path: await writePasswords(run, host, users) } } } : {}),
    ...(auth === 'token' ? { auth: { token: await tokenSettings(run, users) } } : {}),
  };
}

async function tokenSettings(run: RunFolder, users: Readonly<Record<string, RegistryUser>>): Promise<object> {
  const { realm, keyFile } = await startRegistryTokens(run, users);
  return { realm, service: SERVICE, issuer: ISSUER, jwks: keyFile };
}

async function writePasswords(
  run: RunFolder,
  host: string,
  users: Readonly<Record<string, RegistryUser>>,
): Promise<string> {
  const file = path.join(run.path, `registry-passwords-${host.split(':')[1]}`);
  let lines = '';
  for (const [name, { password }] of Object.entries(users)) {
    const { code, out, err } = await runCommand(programPath('htpasswd'), [], { input: `${name}\n${password}\n` });
    if (code !== 0) throw new Error(`htpasswd: ${err}`);
    lines += out;
  }
  writeFileSync(file, lines, { mode: 0o600 });
  return file;
}
