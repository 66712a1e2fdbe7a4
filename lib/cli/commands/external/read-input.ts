import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDiskError } from '../../../disk-error.ts';
import { parseJson } from '../../../environment/data/parse-json.ts';
import { UserError } from '../../../errors.ts';

/** A file that the command was given: how messages name it, and what makes it. */
export interface Input {
  /** As it was typed; `-` is standard input. */
  readonly file: string;
  readonly howToMake: string;
  /** No message may quote any of it. */
  readonly isSecret: boolean;
}

/** How messages name a file. */
export function shownInput({ file }: Input): string {
  return file === '-' ? 'standard input' : file;
}

/** The JSON of a file. */
export function readInput(input: Input, cwd: string): unknown {
  const bytes = readBytes(input, cwd);
  const shown = shownInput(input);
  const text = textOf(bytes);
  const odd = text === undefined ? whyNoText(bytes) : whyNoJson(text);
  if (text === undefined || odd !== undefined) throw new UserError(`${shown}: ${odd} ${input.howToMake}`);
  try {
    return parseJson(text, shown);
  } catch (error) {
    // The parser's message holds a piece of the text.
    if (input.isSecret && error instanceof UserError && error.cause !== undefined)
      throw new UserError(`${shown}: is no JSON. ${input.howToMake}`);
    throw error;
  }
}

function readBytes(input: Input, cwd: string): Buffer {
  const { file } = input;
  try {
    return readFileSync(file === '-' ? 0 : path.resolve(cwd, file));
  } catch (cause) {
    if (!isDiskError(cause)) throw cause;
    const shown = shownInput(input);
    if (cause.code === 'EISDIR') throw new UserError(`${shown}: is a folder. Name a file.`, { cause });
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')
      throw new UserError(`${shown}: there is no such file. ${input.howToMake}`, { cause });
    throw new UserError(`${shown}: cannot be read (${cause.code}). Allow it, or name another file.`, { cause });
  }
}

/** UTF-8, or UTF-16 as `>` of PowerShell 5 writes it. */
function textOf(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  return isUtf8(bytes) && !isArchive(bytes) ? bytes.toString('utf8') : undefined;
}

function isArchive(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'));
}

function whyNoText(bytes: Buffer): string {
  return isArchive(bytes) ? 'is an archive, such as a plan file.' : 'is no text in UTF-8.';
}

/** What a text is where it is no JSON for sure, as a sentence. */
function whyNoJson(text: string): string | undefined {
  if (/^\uFEFF?\s*$/.test(text)) return 'is empty.';
  if (!/^\uFEFF?\s*\[command\]/.test(text)) return undefined;
  return 'begins with [command], which the wrapper of setup-terraform writes. Set terraform_wrapper: false.';
}
