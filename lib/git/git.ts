import { RemoteError, UserError } from '../errors.ts';
import { remoteFailureOf, type RemoteFailure } from './remote-failure.ts';
import { runProcess, type ProcessResult } from '../run-process.ts';

export interface GitOptions {
  /** The environment variables that git gets: PATH, proxies, and how it reaches a remote. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What no message may hold. */
  readonly secrets?: readonly string[] | undefined;
  /** An index of its own. @default the repository's */
  readonly index?: string | undefined;
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
    if (result.code !== 0) throw new GitFailure(`git ${args[0]} failed:`, result.err);
    return result.out.replace(/\n$/, '');
  }

  /** A failure is a result too. */
  async tryRun(args: readonly string[], input?: string): Promise<ProcessResult> {
    const result = await runProcess('git', args, { cwd: this.folder, env: this.#env(), input }).catch(
      (cause: unknown) => {
        throw new UserError(`git: cannot be run in ${this.folder}. Install git 2.38 or newer, on PATH.`, { cause });
      },
    );
    return { ...result, err: this.#clean(result.err) };
  }

  #env(): Readonly<Record<string, string | undefined>> {
    const inherited = Object.entries(this.#options.env).filter(([name]) => !OF_A_REPOSITORY.has(name));
    const { index } = this.#options;
    const own = index === undefined ? {} : { GIT_INDEX_FILE: index };
    return { ...Object.fromEntries(inherited), ...own, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
  }

  #clean(text: string): string {
    const hidden = (this.#options.secrets ?? []).reduce((all, secret) => all.replaceAll(secret, '***'), text);
    // Credentials of an address that the user gave.
    return hidden.replaceAll(/(\w+:\/\/)[^/\s@']+@/g, '$1');
  }
}

/** git said no. */
export class GitFailure extends RemoteError {
  readonly failure: RemoteFailure;

  constructor(message: string, words: string) {
    super(`${message}\n${words.trim().replaceAll(/^/gm, '  ')}`);
    this.failure = remoteFailureOf(words);
  }

  /** Whether the same may succeed when it is tried again: somebody else was faster, or a connection was lost. */
  get mayPass(): boolean {
    return this.failure === 'race' || this.failure === 'transient';
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
