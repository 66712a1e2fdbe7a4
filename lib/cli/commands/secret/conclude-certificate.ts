import { dateOf, type SealingCertificate } from '../../../secret/sealing-certificate.ts';
import { EXIT } from '../../exit-codes.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { plural } from '../../print-findings.ts';
import type { ComparedCertificate } from './compare-certificate.ts';

export interface CertificateResult {
  readonly certificate: SealingCertificate;
  readonly compared: readonly ComparedCertificate[];
  readonly clusters: readonly string[];
}

const CODES = { written: EXIT.done, none: EXIT.done, refused: EXIT.refused } as const;

/** Prints what became of a certificate, and gives the exit code. */
export function concludeCertificate(
  { certificate, compared, clusters }: CertificateResult,
  options: GlobalOptions,
  io: Io,
): number {
  const refusals = compared.flatMap(({ refusal }) => refusal ?? []);
  const changed = compared.filter(({ isSame }) => !isSame);
  const action = refusals.length > 0 ? 'refused' : changed.length === 0 ? 'none' : 'written';
  const notes =
    clusters.length > 1
      ? [
          `these environments are of ${clusters.length} clusters, ${clusters.join(', ')}: each has a key of its own, unless you gave them the same.`,
        ]
      : [];
  if (options.json === true) {
    const { fingerprint, notBefore, notAfter } = certificate;
    const environments = compared.map(({ environment, file, isSame, outdated }) => ({
      environment,
      file,
      changed: !isSame,
      outdated,
    }));
    io.out(
      `${JSON.stringify({ action, certificate: { fingerprint, notBefore, notAfter }, environments, refusals, notes }, undefined, 2)}\n`,
    );
  } else {
    for (const refusal of refusals) io.err(`${refusal}\n`);
    if (options.quiet !== true) {
      for (const note of notes) io.err(`note: ${note}\n`);
      io.out(`${describe(certificate)}${renderOutcome(action, changed)}`);
    }
  }
  return CODES[action];
}

function describe({ fingerprint, notBefore, notAfter }: SealingCertificate): string {
  return `Certificate ${fingerprint}, valid from ${dateOf(notBefore)} to ${dateOf(notAfter)}.\n`;
}

function renderOutcome(action: keyof typeof CODES, changed: readonly ComparedCertificate[]): string {
  if (action === 'refused') return 'Nothing was written.\n';
  if (action === 'none') return 'It is there already.\n';
  const lines = changed.map(({ file, environment, outdated }) =>
    outdated === 0
      ? `  ${file}\n`
      : `  ${file}: ${plural(outdated, 'seal')} of another certificate. See: kumiki secret reseal --env ${environment}\n`,
  );
  return `Written:\n${lines.join('')}`;
}
