import { pinsFile, tryReadPins } from '../../../change/pins.ts';
import { pinSteps, type PinStep } from '../../../change/status/pin-steps.ts';
import { UserError } from '../../../errors.ts';
import type { FileVersion } from '../../../git/file-history.ts';
import type { Git } from '../../../git/git.ts';
import { EXIT } from '../../exit-codes.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { chooseStatus } from './choose-status.ts';
import { tryCommittedState } from './committed-state.ts';
import { loadPolicies } from './load-policies.ts';
import { readHistories } from './read-histories.ts';
import { renderHistory } from './render-history.ts';
import { indexRepository } from './repository-index.ts';

export interface HistoryOptions extends GlobalOptions {
  readonly app: readonly string[];
  readonly env: readonly string[];
}

/** How the pins of an application came to be what they are; its shape is that of `--json`. */
export interface PinHistory {
  readonly environment: string;
  readonly application: string;
  /** The newest first. */
  readonly steps: readonly HistoryStep[];
}

export interface HistoryStep extends PinStep {
  readonly commit: string;
  /** When it came to the branch, as ISO 8601. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
}

/** Each change of the pins of applications on the branch at HEAD. */
export async function showHistory(root: string, git: Git, options: HistoryOptions, io: Io): Promise<number> {
  if (options.app.length === 0)
    throw new UserError('--history is of an application. Name one with --app, such as --app users.');
  const state = await tryCommittedState(git);
  if (state?.commit === undefined)
    throw new UserError(`--history: nothing is committed in ${root}. Run it in a clone of the repository.`);
  const { policies } = await loadPolicies(root);
  const index = indexRepository(state);
  const { environments, isWanted } = chooseStatus(
    index,
    policies.map(({ name }) => name),
    options,
  );
  const places = environments.flatMap((environment) =>
    [...(index.get(environment)?.pins.keys() ?? [])]
      .filter(isWanted)
      .map((application) => ({ environment, application, file: pinsFile(environment, application) })),
  );
  const prefix = await git.run(['rev-parse', '--show-prefix']);
  const versions = await readHistories(
    git,
    state.commit,
    places.map(({ file }) => `${prefix}${file}`),
  );
  const history = places.map(({ environment, application, file }): PinHistory => {
    const ofFile = versions.get(`${prefix}${file}`) ?? [];
    return { environment, application, steps: stepsOf(ofFile, file) };
  });
  if (options.json === true) io.out(`${JSON.stringify({ history, notes: state.notes }, undefined, 2)}\n`);
  else {
    if (options.quiet !== true) for (const note of state.notes) io.err(`note: ${note}\n`);
    io.out(renderHistory(history));
  }
  return EXIT.done;
}

function stepsOf(versions: readonly FileVersion[], file: string): readonly HistoryStep[] {
  const read = versions.map((version) => ({ ...version, pins: tryReadPins(version.text, file) }));
  return pinSteps(read).map(({ commit, time, author, subject, changes }) => ({
    commit,
    date: new Date(time * 1000).toISOString(),
    author,
    subject,
    changes,
  }));
}
