import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDiskError } from '../../../disk-error.ts';
import { propsOf } from '../../../environment/define-environment.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { UserError } from '../../../errors.ts';
import { readCertificate, whyNotOn, type SealingCertificate } from '../../../secret/sealing-certificate.ts';
import { chooseByGlobs } from '../../choice.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { writeAll } from '../../write-all.ts';
import { compareCertificate } from './compare-certificate.ts';
import { concludeCertificate } from './conclude-certificate.ts';
import { SealedFiles } from './sealed-files.ts';

export interface CertificateCommandOptions extends GlobalOptions {
  readonly env?: readonly string[] | undefined;
  readonly allowOlder?: true | undefined;
}

/** Far more than any certificate has. */
const MOST_BYTES = 2 ** 20;

/** The certificate of a cluster → `environments/<env>/sealing.pem`, of all environments that match or of none. */
export async function certificateCommand(file: string, options: CertificateCommandOptions, io: Io): Promise<number> {
  const { env, allowOlder = false } = options;
  if (env === undefined)
    throw new UserError(
      "secret certificate: --env is missing. Name the environments of that cluster, such as --env 'production-*'.",
    );
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  const root = findRepository(cwd);
  const certificate = await readGiven(file, cwd, io);
  const { environments } = await loadEnvironments(root);
  const names = chooseByGlobs(
    '--env',
    env,
    environments.map(({ definition }) => definition.name),
  );

  const files = new SealedFiles(root);
  const compared = names.map((name) => compareCertificate(name, certificate, { files, allowOlder }));
  const changed = compared.filter(({ isSame }) => !isSame);
  const isRefused = compared.some(({ refusal }) => refusal !== undefined);
  if (!isRefused) writeAll(root, new Map(changed.map((one) => [one.file, certificate.pem])));

  const clusters = new Set(
    environments.flatMap(({ definition: { name }, definition }) =>
      names.includes(name) ? (propsOf(definition).cluster ?? name) : [],
    ),
  );
  return concludeCertificate({ certificate, compared, clusters: [...clusters] }, options, io);
}

async function readGiven(file: string, cwd: string, io: Io): Promise<SealingCertificate> {
  const shown = file === '-' ? 'standard input' : file;
  const bytes = file === '-' ? await io.input.read(MOST_BYTES) : readDisk(file, cwd);
  const certificate = readCertificate(bytes.toString('latin1'), shown);
  const problem = whyNotOn(io.today(), certificate);
  if (problem !== undefined) throw new UserError(`${shown}: ${problem}`);
  return certificate;
}

function readDisk(file: string, cwd: string): Buffer {
  try {
    return readFileSync(path.resolve(cwd, file));
  } catch (cause) {
    if (!isDiskError(cause)) throw cause;
    throw new UserError(`${file}: cannot be read (${cause.code}). Name a certificate in PEM, or -.`, { cause });
  }
}
