import path from 'node:path';
import { Readable } from 'node:stream';
import type { Io } from '../../../../lib/cli/io.ts';
import { standardInput } from '../../../../lib/cli/standard-input.ts';
import { readSealedFile } from '../../../../lib/environment/data/read-sealed-file.ts';
import { sealLabel } from '../../../../lib/secret/seal.ts';
import { environmentSource, makeRepository } from '../../../environment/fixture-repository.ts';
import { makeCertificate, type TestCertificate } from '../../../secret/make-certificate.ts';
import { openSeal } from '../../../secret/open-seal.ts';
import { runKumiki, type Ended } from '../../run-kumiki.ts';
import { textsBelow } from '../../shop.ts';

export const CERTIFICATE = makeCertificate();
/** A day on which it holds, and is young. */
export const TODAY = new Date('2026-01-11T12:00:00Z');
export const DATABASE = 'environments/production/secrets/users/database.json';

/** A repository of two environments with an application `users` in the namespace `identity`, and a certificate each. */
export function makeVault(files: Readonly<Record<string, string>> = {}): string {
  return makeRepository({
    'package.json': '{ "type": "module" }',
    'apps/users.ts': usersSource(),
    'environments/production.ts': environmentOf('production'),
    'environments/staging.ts': environmentOf('staging'),
    'environments/production/sealing.pem': CERTIFICATE.pem,
    'environments/staging/sealing.pem': CERTIFICATE.pem,
    ...files,
  });
}

export function environmentOf(name: string, body = 'new Users(environment);'): string {
  return environmentSource(name, body, "import { Users } from '../apps/users.ts';");
}

/** @param keys what its Worker takes of the secret `database` */
export function usersSource(keys: readonly string[] = [], namespace = 'identity'): string {
  const env = keys.map((key, index) => `VALUE_${index}: database.key('${key}')`).join(', ');
  return `import { Application, Worker, type Environment } from 'kumiki';
export class Users extends Application {
  constructor(environment: Environment) {
    super(environment, 'users', { namespace: '${namespace}' });
    ${keys.length === 0 ? '' : "const database = this.secret('database');"}
    new Worker(this, 'api', { image: 'ghcr.io/acme/users:1.0.0', env: { ${env} } });
  }
}
`;
}

/** Runs `kumiki secret …` with bytes on its standard input. */
export function runSecret(
  root: string,
  args: readonly string[],
  input: string | Buffer = '',
  io: Partial<Io> = {},
): Promise<Ended> {
  const stream = Readable.from([Buffer.from(input)]);
  return runKumiki(root, ['secret', ...args], {
    input: standardInput(
      () => stream,
      () => undefined,
    ),
    today: () => TODAY,
    ...io,
  });
}

/** What a sealed file opens to, key by key. */
export function opened(root: string, file = DATABASE, certificate: TestCertificate = CERTIFICATE) {
  const text = textsBelow(root)[path.normalize(file)];
  if (text === undefined) return undefined;
  const sealed = readSealedFile(text, file);
  const values = Object.entries(sealed.keys).map(([key, { sealed: one }]) => [
    key,
    openSeal(one, sealLabel(sealed), certificate.privateKey).toString(),
  ]);
  return { generation: sealed.generation, scope: sealed.scope, values: Object.fromEntries(values) as unknown };
}
