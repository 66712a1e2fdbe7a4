import { spawn } from 'node:child_process';
import { RemoteError, UserError } from '../errors.ts';

export interface GitResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface GitOptions {
  /** The environment variables that git gets: PATH, proxies, and how it reaches a remote. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What no message may hold. */
  readonly secrets?: readonly string[] | undefined;
}

/** git in one folder. Asks nobody anything, speaks English, and knows nothing of a repository that whoever started us stands in. */
export class Git {
  readonly folder: string;
  readonly #options: GitOptions;

  constructor(folder: string, options: GitOptions) {
    this.folder = folder;
    this.#options = options;
  }

  /** What it prints, without the last line feed. Throws a {@link GitFailure} with its words. */
  async run(args: readonly string[], input?: string): Promise<string> {
    const result = await this.tryRun(args, input);
    if (result.code !== 0) throw new GitFailure(args, result);
    return result.out.replace(/\n$/, '');
  }

  /** A failure is a result too. */
  async tryRun(args: readonly string[], input = ''): Promise<GitResult> {
    const child = spawn('git', args, { cwd: this.folder, env: this.#env(), stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    // A git that ends before it has read everything says why on its own.
    child.stdin.on('error', () => undefined).end(input);
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? 1));
    }).catch((cause: unknown) => {
      throw new UserError(`git: cannot be run in ${this.folder}. Install git 2.38 or newer, on PATH.`, { cause });
    });
    return { code, out: Buffer.concat(out).toString('utf8'), err: this.#clean(Buffer.concat(err).toString('utf8')) };
  }

  #env(): Readonly<Record<string, string | undefined>> {
    const inherited = Object.entries(this.#options.env).filter(([name]) => !OF_A_REPOSITORY.has(name));
    return { ...Object.fromEntries(inherited), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
  }

  #clean(text: string): string {
    const hidden = (this.#options.secrets ?? []).reduce((all, secret) => all.replaceAll(secret, '***'), text);
    // Credentials of an address that the user gave.
    return hidden.replaceAll(/(\w+:\/\/)[^/\s@']+@/g, '$1');
  }
}

/** git said no. */
export class GitFailure extends RemoteError {
  readonly result: GitResult;

  constructor(args: readonly string[], result: GitResult) {
    super(`git ${args[0]} failed:\n${result.err.trim().replaceAll(/^/gm, '  ')}`);
    this.result = result;
  }
}

/** `git rev-parse --local-env-vars`: a hook hands these to what it starts. */
const OF_A_REPOSITORY: ReadonlySet<string> = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]);
