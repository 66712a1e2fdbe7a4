import type { CommitStatus, Forge } from '../../../lib/forge/forge.ts';

/** A repository `manifests` of a Gitea, real or fake, with one commit on main, and what its people do to it. */
export interface GiteaWorld {
  /** May write, with a token that has `write:repository` alone. */
  readonly bot: Forge;
  /** An administrator of the repository, with `write:repository` and `read:issue`. */
  readonly owner: Forge;
  /** May read, with `read:repository`. */
  readonly reader: Forge;
  /** The project is one that nobody has. */
  readonly nowhere: Forge;
  /** The token is no token. */
  readonly stranger: Forge;

  /** A new commit on top of main as the head of a branch, whatever that had. */
  push(branch: string): Promise<string>;
  /** A new commit on main, which every branch so far has a conflict with. */
  conflict(): Promise<void>;
  /** The operator, who may write, approves the present head. */
  approve(number: number): Promise<void>;
  /** Rules of main. */
  protect(rules: GiteaRules): Promise<void>;
  report(commit: string, context: string, state: CommitStatus['state'] | 'warning'): Promise<void>;
  branches(): Promise<readonly string[]>;
  /** Opens one from the operator's fork, of a branch of the same name. */
  openFromFork(branch: string): Promise<void>;
}

export interface GiteaRules {
  readonly approvals?: number;
  readonly checks?: readonly string[];
  readonly dismissStale?: boolean;
}
