import { RemoteError, UserError } from '../errors.ts';
import { fieldsOf } from '../fields.ts';
import { runProcess } from '../process/run-process.ts';
import type { Credentials } from './credentials.ts';

/** What helpers say where they have nothing: https://github.com/docker/docker-credential-helpers, credentials/error.go. */
const NOTHING = /credentials not found|no credentials/i;

/**
 * Asks `docker-credential-<name> get`, which reads a registry from its standard input and writes JSON; the user `<token>` says that the
 * secret is an identity token.
 *
 * @param key what the registry is called there: `ghcr.io`, `https://index.docker.io/v1/`
 * @returns undefined where it has nothing
 */
export async function askCredentialHelper(
  name: string,
  key: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Credentials | undefined> {
  if (!/^[\w.-]+$/.test(name))
    throw new UserError(`'${name}': is no name of a credential helper of docker. Mend credHelpers or credsStore.`);
  const program = `docker-credential-${name}`;
  const result = await runProcess(program, ['get'], { cwd: process.cwd(), env, input: key }).catch((cause: unknown) => {
    throw new RemoteError(
      `${program}: cannot be run. Install it, or take it out of docker's config.json, or set KUMIKI_REGISTRY_USERNAME and KUMIKI_REGISTRY_PASSWORD.`,
      { cause },
    );
  });
  if (result.code !== 0) {
    if (NOTHING.test(`${result.out}${result.err}`)) return undefined;
    // What it wrote may be a secret.
    throw new RemoteError(`${program}: failed for ${key} (exit code ${result.code}). Run docker login ${key} again.`);
  }
  return read(result.out, program);
}

function read(out: string, program: string): Credentials | undefined {
  const { Username: username, Secret: secret } = fieldsOf(tryParse(out));
  if (typeof username !== 'string' || typeof secret !== 'string')
    throw new RemoteError(`${program}: wrote no JSON with Username and Secret. Compare its version with docker's.`);
  if (username === '' && secret === '') return undefined;
  return username === '<token>'
    ? { kind: 'identity', token: secret }
    : { kind: 'password', username, password: secret };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
