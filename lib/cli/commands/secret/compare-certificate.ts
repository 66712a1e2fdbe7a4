import { UserError } from '../../../errors.ts';
import { certificateFile, dateOf, type SealingCertificate } from '../../../secret/sealing-certificate.ts';
import type { SealedFiles } from './sealed-files.ts';

/** One environment, and what a certificate would change in it. */
export interface ComparedCertificate {
  readonly environment: string;
  readonly file: string;
  readonly isSame: boolean;
  /** Keys that another certificate has sealed. */
  readonly outdated: number;
  readonly refusal: string | undefined;
}

export interface CompareCertificateOptions {
  readonly files: SealedFiles;
  readonly allowOlder: boolean;
}

export function compareCertificate(
  environment: string,
  certificate: SealingCertificate,
  { files, allowOlder }: CompareCertificateOptions,
): ComparedCertificate {
  const file = certificateFile(environment);
  const present = tryPresent(files, environment);
  const seals = files.list(environment).flatMap(({ content }) => Object.values(content.keys));
  const isOlder = present !== undefined && certificate.notBefore < present.notBefore;
  return {
    environment,
    file,
    isSame: present?.fingerprint === certificate.fingerprint,
    outdated: seals.filter((seal) => seal.certificate !== certificate.fingerprint).length,
    refusal:
      isOlder && !allowOlder
        ? `${file}: is of ${dateOf(present.notBefore)}, and this certificate is of ${dateOf(certificate.notBefore)}: an older key may be lost with the next renewal. Take today's, or say --allow-older.`
        : undefined,
  };
}

/** One that cannot be read is replaced: that mends it. */
function tryPresent(files: SealedFiles, environment: string): SealingCertificate | undefined {
  try {
    return files.tryCertificate(environment);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
