import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import { readLines } from '../process/read-lines.ts';
import { TypedLine } from './typed-line.ts';

/** What a command is given beside its line. */
export interface Input {
  readonly isTerminal: () => boolean;
  /** Everything to its end, byte for byte. Throws a UserError where that is more than `limit` bytes. */
  readonly read: (limit: number) => Promise<Buffer>;
  /** Line by line, as they come. */
  readonly lines: () => AsyncIterable<string>;
  /** A line that a terminal does not show. Throws a UserError where it is given up, or is no line. */
  readonly ask: (question: string) => Promise<Buffer>;
}

/** A stream that may be a terminal. */
export interface InputStream extends AsyncIterable<unknown>, Pick<Readable, 'on' | 'off' | 'pause'> {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
}

/** @param open gives the stream, which Node makes when it is first asked for */
export function standardInput(open: () => InputStream, show: (text: string) => void): Input {
  return {
    isTerminal: () => open().isTTY === true,
    read: (limit) => readAll(open(), limit),
    lines: () => readLines(bytesOf(open())),
    ask: (question) => ask(open(), question, show),
  };
}

async function readAll(stream: InputStream, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const bytes of bytesOf(stream)) {
      chunks.push(bytes);
      length += bytes.length;
      if (length > limit) throw new UserError(`standard input: has more than ${limit} bytes. Give less.`);
    }
    return Buffer.concat(chunks);
  } finally {
    for (const chunk of chunks) chunk.fill(0);
  }
}

async function* bytesOf(stream: InputStream): AsyncGenerator<Buffer> {
  for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}

/** Milliseconds in which the rest of what was pasted arrives: left unread, it would go to the shell, and into its history. */
const REST_OF_A_PASTE = 50;

async function ask(stream: InputStream, question: string, show: (text: string) => void): Promise<Buffer> {
  const line = new TypedLine();
  // Before the question, as an answer may come at once.
  stream.setRawMode?.(true);
  show(question);
  const { promise, resolve, reject } = withResolvers();
  const take = (chunk: Buffer): void => {
    line.type(chunk);
    chunk.fill(0);
    if (line.hasEnded) resolve();
  };
  stream.on('data', take).on('end', resolve).on('error', reject);
  try {
    await promise;
    await setTimeout(REST_OF_A_PASTE);
    return line.take();
  } finally {
    stream.off('data', take).off('end', resolve).off('error', reject);
    stream.setRawMode?.(false);
    stream.pause();
    line.wipe();
    show('\n');
  }
}

interface Resolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

function withResolvers(): Resolvers {
  let [resolve, reject]: [Resolvers['resolve'], Resolvers['reject']] = [() => undefined, () => undefined];
  const promise = new Promise<void>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}
