import { holdFile, renderHold } from '../../../change/holds/hold.ts';
import { imageOf, isSameImage, pinsFile, type Pins } from '../../../change/pins.ts';
import { departureOf } from '../../../change/pin-history.ts';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { Refusal, UserError } from '../../../errors.ts';
import { pinsIn, type BaseView, type TimedVersion } from '../../change/base-view.ts';
import { findObjection } from '../../change/find-objection.ts';

export interface RollbackQuestion {
  readonly policy: EnvironmentPolicy;
  readonly application: string;
  /** A commit of the base branch: the pins that it had. Undefined for those before the present ones. */
  readonly to: string | undefined;
  /** Of the hold. */
  readonly reason: string | undefined;
  readonly until: string | undefined;
  readonly by: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface RollbackPlan {
  readonly present: Pins;
  /** The whole file. */
  readonly pins: Pins;
  /** The hold that keeps bots from rolling forward again. */
  readonly files: ReadonlyMap<string, string>;
  readonly isDone: boolean;
  readonly notes: readonly string[];
}

/**
 * The pins that were, and a hold. It asks no upstream, as what ran once needs not soak again; a freeze forbids it.
 *
 * @throws a UserError where nothing is there to go back to; a Refusal by a freeze
 */
export async function planRollback(view: BaseView, question: RollbackQuestion): Promise<RollbackPlan> {
  const { policy, application, now } = question;
  const environment = policy.name;
  const present = await pinsIn(view, environment, application);
  if (Object.keys(present).length === 0)
    throw new UserError(`${environment}: pins no image of '${application}'. Name an application that is there.`);
  const history = await view.history(pinsFile(environment, application));
  const target =
    question.to === undefined ? before(present, history, question) : await at(question.to, history, view, question);
  const pins = { ...present, ...target.pins };
  const isDone = isSame(present, pins);
  const objection = await findObjection(
    view,
    policy,
    { application, wanted: pins, hotfix: true, passesHold: true, now },
    undefined,
  );
  if (objection !== undefined && !isDone) throw new Refusal(objection);
  const reason = question.reason ?? `Rolled back to ${imagesIn(present, pins)}.`;
  const hold = renderHold({ reason, until: question.until, by: question.by });
  return {
    present,
    pins,
    files: isDone ? new Map() : new Map([[holdFile(environment, application), hold]]),
    isDone,
    notes: isDone
      ? []
      : [
          `${environment}: ${application} is held from then on. End it with: kumiki release ${application} --env ${environment}`,
        ],
  };
}

interface Target {
  readonly pins: Pins;
}

/** The newest version that ran otherwise, and that nobody has taken off since: a rollback made twice does not roll forward. */
function before(present: Pins, history: readonly TimedVersion[], { policy, application }: RollbackQuestion): Target {
  const earlier = history.find(
    ({ pins }) => pins !== undefined && !isSame(present, { ...present, ...pins }) && !isTakenOff(pins, history),
  );
  if (earlier?.pins !== undefined) return { pins: earlier.pins };
  throw new UserError(
    `${policy.name}: ${application} has had no other images before, as far as git knows. Name a commit with --to; a shallow clone needs git fetch --unshallow first.`,
  );
}

function isTakenOff(pins: Pins, history: readonly TimedVersion[]): boolean {
  return Object.entries(pins).some(([name, pin]) => departureOf(pin, name, history)?.went === 'back');
}

/** A version that the commit is, or that was the newest when it was made. */
async function at(
  commit: string,
  history: readonly TimedVersion[],
  view: BaseView,
  { policy, application }: RollbackQuestion,
): Promise<Target> {
  const version = await view.pinsAt(commit, pinsFile(policy.name, application));
  if (version === undefined)
    throw new UserError(
      `--to '${commit}': is no commit of the base branch. Name one of: ${history
        .slice(0, 5)
        .map(({ commit: id }) => id.slice(0, 12))
        .join(', ')}.`,
    );
  if (version.pins === undefined)
    throw new UserError(`--to '${commit}': ${policy.name} had no pins of ${application} then. Name a later commit.`);
  return { pins: version.pins };
}

function isSame(one: Pins, other: Pins): boolean {
  return Object.entries(other).every(([name, pin]) => one[name] !== undefined && isSameImage(one[name], pin));
}

/** The pins that a rollback changes. */
export function changedPins({ present, pins }: Pick<RollbackPlan, 'present' | 'pins'>): Pins {
  const changed = Object.entries(pins).filter(
    ([name, pin]) => present[name] === undefined || !isSameImage(present[name], pin),
  );
  return Object.fromEntries(changed);
}

function imagesIn(present: Pins, pins: Pins): string {
  return Object.entries(changedPins({ present, pins }))
    .map(([name, pin]) => `${name} ${imageOf(pin)}`)
    .join(', ');
}
