import { RemoteError, UserError } from '../errors.ts';
import { runProcess, type ProcessResult } from '../process/run-process.ts';
import { fixedSettings } from './git-settings.ts';
import { gitVariables } from './git-variables.ts';
import { remoteFailureOf, type RemoteFailure } from './remote-failure.ts';

export interface GitOptions {
  /** The environment variables that git gets: PATH, proxies, and how it reaches a remote. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What no message may hold. */
  readonly secrets?: readonly string[] | undefined;
  /** An index of its own. @default the repository's */
  readonly index?: string | undefined;
  /** Nobody but us works in the repository: nothing of the person decides what is written there, or runs. @default false, a person's own */
  readonly isOurs?: boolean | undefined;
}

/**
 * git in one folder. Speaks English, says the same whatever a person has set, and knows nothing of a repository that whoever started us
 * stands in. It asks nobody on a terminal or in a window; ssh would on its own, which a clone of ours forbids.
 */
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
    const { isOurs = false } = this.#options;
    const all = [...fixedSettings(isOurs), ...args];
    const env = this.#env(isOurs);
    const result = await runProcess('git', all, { cwd: this.folder, env, input }).catch((cause: unknown) => {
      throw new UserError(`git: cannot be run in ${this.folder}. Install git 2.38 or newer, on PATH.`, { cause });
    });
    return { ...result, err: this.#clean(result.err) };
  }

  #env(isOurs: boolean): Readonly<Record<string, string | undefined>> {
    const { env, index } = this.#options;
    const own = index === undefined ? {} : { GIT_INDEX_FILE: index };
    return { ...gitVariables(env, isOurs), ...own };
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
