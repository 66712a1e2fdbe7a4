import { startChild, type ChildOptions } from './child-processes.ts';

export interface ProcessResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface ProcessOptions extends ChildOptions {
  /** What it reads on standard input. @default nothing */
  readonly input?: string | undefined;
}

/** Runs a program to its end. One that cannot be run at all is an Error of Node. */
export async function runProcess(
  program: string,
  args: readonly string[],
  { input = '', ...options }: ProcessOptions,
): Promise<ProcessResult> {
  const child = startChild(program, args, options);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // One that ends before it has read everything says why on its own.
  child.stdin.on('error', () => undefined).end(input);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
  return { code, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') };
}
