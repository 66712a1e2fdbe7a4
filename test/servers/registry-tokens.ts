import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port.ts';
import type { RunFolder } from './run-folder.ts';

/** What somebody may do with the repositories of a registry. */
export interface RegistryUser {
  readonly password: string;
  readonly rights: readonly ('pull' | 'push')[];
}

/** Who gives the tokens of a registry. */
export interface RegistryTokens {
  readonly realm: string;
  /** The public keys that the registry checks them with. */
  readonly keyFile: string;
}

export const SERVICE = 'registry.e2e';
export const ISSUER = 'tokens.e2e';

/** Gives a token with the rights of a user, and nobody else any: https://distribution.github.io/distribution/spec/auth/jwt/. */
export async function startRegistryTokens(
  run: RunFolder,
  users: Readonly<Record<string, RegistryUser>>,
): Promise<RegistryTokens> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyId = randomBytes(8).toString('hex');
  const port = await freePort();
  const keyFile = path.join(run.path, `registry-keys-${port}.json`);
  const key = { ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'ES256', use: 'sig' };
  writeFileSync(keyFile, JSON.stringify({ keys: [key] }));

  const server = createServer((request, response) => answer(request, response, users, privateKey, keyId));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  run.onStop(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  // go-containerregistry refuses the number.
  return { realm: `http://localhost:${port}/token`, keyFile };
}

function answer(
  { url = '', headers }: IncomingMessage,
  response: ServerResponse,
  users: Readonly<Record<string, RegistryUser>>,
  key: KeyObject,
  keyId: string,
): void {
  const basic = Buffer.from((headers.authorization ?? '').replace('Basic ', ''), 'base64').toString();
  const [name = '', password] = basic.split(':');
  const user = users[name];
  if (headers.authorization !== undefined && user?.password !== password) {
    response.writeHead(401).end('{"details":"incorrect username or password"}');
    return;
  }
  const scopes = new URL(url, 'http://localhost').searchParams.getAll('scope').flatMap((scope) => scope.split(' '));
  const access = scopes.map((scope) => accessOf(scope, user?.rights ?? []));
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: ISSUER,
    sub: name,
    aud: SERVICE,
    iat: now,
    nbf: now,
    exp: now + 300,
    jti: randomBytes(8).toString('hex'),
    access,
  };
  const token = signed({ typ: 'JWT', alg: 'ES256', kid: keyId }, claims, key);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token }));
}

/** `repository:acme/users-api:pull,push` with no more than the rights. */
function accessOf(scope: string, rights: readonly string[]): object {
  const [type, name, actions = ''] = scope.split(':');
  return { type, name, actions: actions.split(',').filter((action) => rights.includes(action)) };
}

function signed(header: object, claims: object, key: KeyObject): string {
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}
