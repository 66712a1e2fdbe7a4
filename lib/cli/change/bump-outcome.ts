import type { ChangeAction } from './action.ts';
import { imageOf, type Pins } from '../../change/pins.ts';
import type { PullRequest } from '../../forge/forge.ts';

/** What became of one application in one environment: its shape is part of `--json`. */
export interface BumpOutcome {
  readonly action: ChangeAction;
  readonly environment: string;
  readonly application: string;
  readonly pullRequest?: { readonly number: number; readonly url: string } | undefined;
  readonly branch?: string | undefined;
  /** The images of the base branch, by name: `ghcr.io/acme/users-api:1.4.2@sha256:…`. Only those that the command names. */
  readonly from: Readonly<Record<string, string | null>>;
  readonly to: Readonly<Record<string, string>>;
  /** What the commit changes, from the repository's root. */
  readonly files: readonly string[];
  /** An approved pull request is there, and stays. */
  readonly pending?: true | undefined;
  readonly notes: readonly string[];
}

/** The images that a command names: what the base has of them, and what is asked for. */
export function shownImages(present: Pins, wanted: Pins): Pick<BumpOutcome, 'from' | 'to'> {
  const names = Object.keys(wanted);
  return {
    from: Object.fromEntries(names.map((name) => [name, present[name] === undefined ? null : imageOf(present[name])])),
    to: Object.fromEntries(Object.entries(wanted).map(([name, pin]) => [name, imageOf(pin)])),
  };
}

export function shownPullRequest(pullRequest: PullRequest | undefined): Pick<BumpOutcome, 'pullRequest'> {
  return pullRequest === undefined ? {} : { pullRequest: { number: pullRequest.number, url: pullRequest.url } };
}
