import path from 'node:path';
import type { KeyStatus } from '../../../secret/key-states.ts';
import { EXIT } from '../../exit-codes.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { plural } from '../../print-findings.ts';
import { ageInDays, surveySecrets, type EnvironmentSecrets } from './survey.ts';

export interface StatusCommandOptions extends GlobalOptions {
  readonly env?: readonly string[] | undefined;
}

/** Environment × secret × key: what is sealed, and what is not as it should be. */
export async function statusCommand(options: StatusCommandOptions, io: Io): Promise<number> {
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const surveys = await surveySecrets(root, options.env ?? [], io.today());
  const rows = surveys.flatMap(({ environment, keys }) => keys.map((key): Row => ({ environment, ...key })));
  const missing = rows.filter(({ state }) => state === 'missing');

  if (options.json === true) io.out(`${JSON.stringify(documentOf(surveys, rows), undefined, 2)}\n`);
  else if (options.quiet === true) io.out(renderRows(missing));
  else {
    for (const { notes } of surveys) for (const note of notes) io.err(`note: ${note}\n`);
    io.out(rows.length === 0 ? 'There is no secret.\n' : renderRows(rows));
    io.out(surveys.map((survey) => certificateLine(survey, io.today())).join(''));
  }
  return missing.length > 0 ? EXIT.mistake : EXIT.done;
}

interface Row extends KeyStatus {
  readonly environment: string;
}

function documentOf(surveys: readonly EnvironmentSecrets[], rows: readonly Row[]) {
  return {
    secrets: rows.map(({ environment, application, secret, key, state }) => ({
      environment,
      application,
      secret,
      key,
      state,
    })),
    certificates: surveys.flatMap(({ environment, certificate }) => {
      if (certificate === undefined) return [];
      const { fingerprint, notBefore, notAfter } = certificate;
      return [{ environment, fingerprint, notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() }];
    }),
  };
}

function renderRows(rows: readonly Row[]): string {
  const lines = rows.map(({ environment, application, secret, key, state }) => [
    environment,
    `${application}/${secret}`,
    key,
    state,
  ]);
  const all = lines.length === 0 ? [] : [['environment', 'secret', 'key', 'state'], ...lines];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all.map((line) => `${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`).join('');
}

function certificateLine({ environment, certificate }: EnvironmentSecrets, today: Date): string {
  if (certificate === undefined) return '';
  const age = ageInDays(certificate, today);
  return `${environment}: certificate ${certificate.fingerprint.slice(0, 12)}…, ${plural(age, 'day')} old\n`;
}
