import path from 'node:path';
import { endedFreezes } from '../../../change/status/ended-freezes.ts';
import { environmentStatus, type EnvironmentStatus } from '../../../change/status/environment-status.ts';
import { imageMatcher } from '../../../change/status/image-matcher.ts';
import { UserError } from '../../../errors.ts';
import { Git } from '../../../git/git.ts';
import { EXIT } from '../../exit-codes.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { chooseStatus } from './choose-status.ts';
import { tryCommittedState } from './committed-state.ts';
import { showHistory } from './history.ts';
import { loadPolicies } from './load-policies.ts';
import { readAllPins, readFacts } from './read-facts.ts';
import { renderStatus } from './render-status.ts';
import { indexRepository } from './repository-index.ts';
import { workTreeState } from './work-tree-state.ts';

export interface StatusCommandOptions extends GlobalOptions {
  readonly app: readonly string[];
  readonly env: readonly string[];
  readonly image?: string | undefined;
  readonly history?: true | undefined;
}

/** What runs where; its shape is that of `--json`. */
export interface StatusDocument {
  /** Whose files are shown; undefined where nothing is committed. */
  readonly commit: string | undefined;
  readonly branch: string | undefined;
  readonly environments: readonly EnvironmentStatus[];
  /** Worth knowing, and no mistake. */
  readonly notes: readonly string[];
}

export async function statusCommand(options: StatusCommandOptions, io: Io): Promise<number> {
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const git = new Git(root, { env: io.env });
  if (options.history === true) return showHistory(root, git, options, io);
  const now = io.today();
  const { policies, notes } = await loadPolicies(root);
  const state = (await tryCommittedState(git)) ?? workTreeState(root);
  const index = indexRepository(state);
  const choice = chooseStatus(
    index,
    policies.map(({ name }) => name),
    options,
  );

  const byName = new Map(policies.map((policy) => [policy.name, policy]));
  const broken: string[] = [];
  const tell = (problem: string): void => void broken.push(`Is shown as if it were missing. ${problem}`);
  const previews = new Map(policies.flatMap(({ name, preview }) => (preview === undefined ? [] : [[name, preview]])));
  const facts = await readFacts(state, { index, ...choice, previews }, tell);
  const pins = new Map(facts.map((one) => [one.name, one.pins]));
  const compared = new Set(choice.environments.flatMap((name) => byName.get(name)?.upstream ?? []));
  const unread = [...compared].filter((name) => !pins.has(name));
  const others = await readAllPins(state, { index, environments: unread, isWanted: choice.isWanted }, tell);
  const upstreams = new Map([...pins, ...others]);
  const environments = facts.map((one) => environmentStatus(one, byName.get(one.name), upstreams, now));
  const document: StatusDocument = {
    commit: state.commit,
    branch: state.branch,
    environments: withImage(environments, options),
    notes: [
      ...state.notes,
      ...notes,
      ...broken,
      ...policies
        .filter(({ name }) => choice.environments.includes(name))
        .flatMap((policy) => endedFreezes(policy, now)),
    ],
  };
  print(document, options, io);
  return EXIT.done;
}

/** With a choice of applications, an environment without any of them has nothing to show. */
function withImage(
  environments: readonly EnvironmentStatus[],
  { image, app }: StatusCommandOptions,
): readonly EnvironmentStatus[] {
  if (image === undefined) return app.length === 0 ? environments : environments.filter(hasSome);
  if (image === '')
    throw new UserError('--image is empty. Name a repository, with or without a tag, or part of a digest.');
  const isAsked = imageMatcher(image);
  return environments
    .map((one) => ({ ...one, applications: one.applications.filter(({ images }) => images.some(isAsked)) }))
    .filter(hasSome);
}

function hasSome({ applications }: EnvironmentStatus): boolean {
  return applications.length > 0;
}

function print(document: StatusDocument, options: StatusCommandOptions, io: Io): void {
  if (options.json === true) {
    io.out(`${JSON.stringify(document, undefined, 2)}\n`);
    return;
  }
  if (options.quiet !== true) for (const note of document.notes) io.err(`note: ${note}\n`);
  io.out(renderStatus(document, io.today(), options));
}
