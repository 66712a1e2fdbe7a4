import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDiskError } from '../../../disk-error.ts';
import { UserError } from '../../../errors.ts';
import { readEnvFile } from '../../../secret/read-env-file.ts';
import type { Io } from '../../io.ts';
import type { SetArguments } from './set-arguments.ts';

/** The content of a Secret, all keys together. Source: MaxSecretSize of k8s.io/api. */
export const MOST_BYTES = 2 ** 20;

export interface Values {
  readonly values: ReadonlyMap<string, Uint8Array>;
  /** Worth knowing, and no mistake. */
  readonly notes: readonly string[];
  /** Overwrites them. */
  wipe(): void;
}

export interface ReadValuesOptions {
  readonly fromEnvFile?: string | undefined;
  readonly allowEmpty?: true | undefined;
  readonly cwd: string;
  /** Their names. */
  readonly environments: readonly string[];
}

/** The values to seal: of standard input, a terminal or an env file. */
export async function readValues(wanted: SetArguments, options: ReadValuesOptions, io: Io): Promise<Values> {
  const { fromEnvFile = '-', allowEmpty = false } = options;
  const { key } = wanted;
  const bytes =
    key === undefined ? await readFile(fromEnvFile, options.cwd, io) : await readValue(questionOf(wanted, options), io);
  try {
    const given =
      key === undefined ? readEnvFile(bytes, shownFile(fromEnvFile), { allowEmpty }) : single(key, bytes, allowEmpty);
    return { ...given, wipe: () => void bytes.fill(0) };
  } catch (error) {
    bytes.fill(0);
    throw error;
  }
}

function questionOf({ application, name, key }: SetArguments, { environments }: ReadValuesOptions): string {
  const where = environments.length > 3 ? `${environments.length} environments` : environments.join(', ');
  return `${application}/${name} ${key} of ${where} (not shown): `;
}

async function readValue(question: string, io: Io): Promise<Buffer> {
  return io.input.isTerminal() ? await io.input.ask(question) : await io.input.read(MOST_BYTES);
}

function single(key: string, bytes: Buffer, allowEmpty: boolean): Pick<Values, 'values' | 'notes'> {
  if (bytes.length === 0 && !allowEmpty)
    throw new UserError(`${key}: the value is empty. Give one, or say --allow-empty.`);
  return { values: new Map([[key, bytes]]), notes: notesOf(key, bytes) };
}

/** What programs that write text add to a value without being asked. */
function notesOf(key: string, bytes: Buffer): readonly string[] {
  const notes: string[] = [];
  const end = bytes.indexOf('\n');
  if (end >= 0 && end === bytes.length - 1)
    notes.push(
      `${key}: the value is one line with a line feed at its end, which is sealed with it. Use printf instead of echo where it does not belong there.`,
    );
  if (/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/.test(bytes.toString('latin1', 0, 3)))
    notes.push(`${key}: the value begins with a byte-order mark, which is sealed with it.`);
  return notes;
}

async function readFile(file: string, cwd: string, io: Io): Promise<Buffer> {
  if (file === '-' && io.input.isTerminal())
    throw new UserError(
      '--from-env-file -: standard input is a terminal, which would show what is typed. Pipe a file.',
    );
  const bytes = file === '-' ? await io.input.read(2 * MOST_BYTES) : readDisk(file, cwd);
  if (bytes.length > 2 * MOST_BYTES)
    throw new UserError(`${shownFile(file)}: has more than ${2 * MOST_BYTES} bytes. Give less.`);
  return bytes;
}

function readDisk(file: string, cwd: string): Buffer {
  try {
    return readFileSync(path.resolve(cwd, file));
  } catch (cause) {
    if (!isDiskError(cause)) throw cause;
    throw new UserError(
      `--from-env-file: ${shownFile(file)} cannot be read (${cause.code}). Name a file of lines KEY=VALUE, or -.`,
    );
  }
}

function shownFile(file: string): string {
  if (file === '-') return 'standard input';
  // Somebody may have written what belongs into the file.
  return file.includes('=') ? 'the file' : file;
}
