import { isUtf8 } from 'node:buffer';
import { UserError } from '../errors.ts';
import { whyNoSecretKey } from './secret-name.ts';

export interface EnvFile {
  /** Parts of the bytes that were given. */
  readonly values: ReadonlyMap<string, Uint8Array>;
  /** Worth knowing, and no mistake. */
  readonly notes: readonly string[];
}

export interface ReadEnvFileOptions {
  /** Whether a value may be empty. */
  readonly allowEmpty: boolean;
}

const [LINE_FEED, RETURN, SPACE, TAB] = [0x0a, 0x0d, 0x20, 0x09];
const [HASH, EQUALS, DOUBLE_QUOTE, SINGLE_QUOTE] = [0x23, 0x3d, 0x22, 0x27];
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/**
 * `KEY=VALUE` on each line, as `kubectl create secret --from-env-file` reads it: the value is everything behind the first `=`, quotes and
 * spaces included; empty lines, and those that begin with `#`, are passed over. Other than kubectl, it takes no value from its own
 * environment. Bytes stay bytes: texts could not be overwritten.
 *
 * @param file how messages name it; they quote nothing of it, as the lines of a longer value look like keys
 * @throws a UserError with all mistakes
 */
export function readEnvFile(bytes: Buffer, file: string, { allowEmpty }: ReadEnvFileOptions): EnvFile {
  if (!isUtf8(bytes)) throw new UserError(`${file}: is no text in UTF-8. Write KEY=VALUE on each line.`);
  const problems: string[] = [];
  const values = new Map<string, Uint8Array>();
  const lines = new Map<string, number>();
  const quoted: number[] = [];
  for (const [index, line] of linesOf(bytes).entries()) {
    const place = `${file}:${index + 1}`;
    const at = line.indexOf(EQUALS);
    if (isBlank(line)) continue;
    const key = line.subarray(0, Math.max(at, 0)).toString();
    const value = line.subarray(at + 1);
    const problem = at < 0 ? NO_EQUALS : (whyNoKey(key, lines) ?? whyNoValue(value, allowEmpty));
    if (problem !== undefined) problems.push(`${place}: ${problem}`);
    if (isQuoted(value)) quoted.push(index + 1);
    lines.set(key, index + 1);
    values.set(key, value);
  }
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  if (values.size === 0) throw new UserError(`${file}: has no line KEY=VALUE. Write one for each key.`);
  const notes = quoted.map((line) => `${file}:${line}: the quotes are a part of the value, as with kubectl.`);
  return { values, notes };
}

const NO_EQUALS = "has no '='. Write KEY=VALUE; a value has one line.";

function whyNoValue(value: Uint8Array, allowEmpty: boolean): string | undefined {
  return value.length === 0 && !allowEmpty ? 'the value is empty. Give one, or say --allow-empty.' : undefined;
}

function whyNoKey(key: string, lines: ReadonlyMap<string, number>): string | undefined {
  const first = lines.get(key);
  if (first !== undefined) return `has the key of line ${first} again. Remove one of the two.`;
  const advice = whyNoSecretKey(key);
  if (advice !== undefined && /^export\s/.test(key)) return "begins with 'export'. Remove that word.";
  return advice === undefined ? undefined : `what stands before '=' cannot be a key. ${advice}`;
}

/** Without their ends, and without the spaces before them. */
function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  let start = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  while (start < bytes.length) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    const last = end > start && bytes[end - 1] === RETURN ? end - 1 : end;
    lines.push(withoutIndent(bytes.subarray(start, last)));
    start = end + 1;
  }
  return lines;
}

function withoutIndent(line: Buffer): Buffer {
  const first = line.findIndex((byte) => byte !== SPACE && byte !== TAB);
  return line.subarray(first < 0 ? line.length : first);
}

function isBlank(line: Buffer): boolean {
  return line.length === 0 || line[0] === HASH;
}

function isQuoted(value: Uint8Array): boolean {
  const [first] = value;
  return value.length > 1 && first === value.at(-1) && (first === DOUBLE_QUOTE || first === SINGLE_QUOTE);
}
