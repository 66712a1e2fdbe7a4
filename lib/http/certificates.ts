import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { UserError } from '../errors.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Files of certificates that Node, OpenSSL and git are told about. */
const VARIABLES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'GIT_SSL_CAINFO'] as const;

/**
 * The certificates to trust: those that Node comes with, and those of the files that variables name, never less.
 *
 * @returns undefined where no variable is set, for Node's own
 * @throws a UserError that names the variable and its file
 */
export function readCertificates(env: Variables): readonly string[] | undefined {
  const named = VARIABLES.flatMap((variable) => {
    const file = env[variable] ?? '';
    return file === '' ? [] : [{ variable, file }];
  });
  if (named.length === 0) return undefined;
  return [...rootCertificates, ...named.map(({ variable, file }) => readPem(variable, file))];
}

function readPem(variable: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError(
      `${variable}: '${file}' cannot be read (${(cause as NodeJS.ErrnoException).code}). Name a file of certificates (PEM) there, or unset it.`,
      { cause },
    );
  }
  if (text.includes('-----BEGIN CERTIFICATE-----') || text.includes('-----BEGIN TRUSTED CERTIFICATE-----')) return text;
  throw new UserError(
    `${variable}: '${file}' holds no certificate. Name a file with '-----BEGIN CERTIFICATE-----' in it there, or unset it.`,
  );
}
