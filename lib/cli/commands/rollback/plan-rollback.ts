import { holdFile, renderHold } from '../../../change/holds/hold.ts';
import { imageOf, isSameImage, pinsFile, type Pins } from '../../../change/pins.ts';
import { departureOf } from '../../../change/pin-history.ts';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { UserError } from '../../../errors.ts';
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
  /** Why it may not be: a freeze. */
  readonly objection: string | undefined;
  readonly notes: readonly string[];
}

/**
 * The pins that a rollback goes back to. Where it is tried again they are those of the first attempt: if somebody else has merged the same
 * meanwhile, it is done, and goes no version further.
 *
 * @throws a UserError where nothing is there to go back to
 */
export async function findFormerPins(view: BaseView, question: RollbackQuestion): Promise<Pins> {
  const { policy, application, to } = question;
  const present = await pinsIn(view, policy.name, application);
  if (Object.keys(present).length === 0)
    throw new UserError(`${policy.name}: pins no image of '${application}'. Name an application that is there.`);
  const history = await view.history(pinsFile(policy.name, application));
  return to === undefined ? before(present, history, question) : at(to, history, view, question);
}

/**
 * Brings former pins back, with a hold. It asks no upstream, as what ran once needs not soak again; a freeze forbids it.
 *
 * @param former of {@link findFormerPins}
 */
export async function planRollback(view: BaseView, question: RollbackQuestion, former: Pins): Promise<RollbackPlan> {
  const { policy, application, now } = question;
  const environment = policy.name;
  const present = await pinsIn(view, environment, application);
  const pins = { ...present, ...former };
  const isDone = isSame(present, pins);
  const asked = { application, wanted: pins, hotfix: true, passesHold: true, now };
  const objection = isDone ? undefined : await findObjection(view, policy, asked, undefined);
  const reason = question.reason ?? `Rolled back to ${imagesIn(present, pins)}.`;
  const hold = renderHold({ reason, until: question.until, by: question.by });
  return {
    present,
    pins,
    files: isDone ? new Map() : new Map([[holdFile(environment, application), hold]]),
    isDone,
    objection,
    notes: isDone
      ? []
      : [
          `${environment}: ${application} is held from then on. End it with: kumiki release ${application} --env ${environment}`,
        ],
  };
}

/** The newest version that ran otherwise, and that nobody has taken off since: a rollback made twice does not roll forward. */
function before(present: Pins, history: readonly TimedVersion[], { policy, application }: RollbackQuestion): Pins {
  const earlier = history.find(
    ({ pins }) => pins !== undefined && !isSame(present, { ...present, ...pins }) && !isTakenOff(pins, history),
  );
  if (earlier?.pins !== undefined) return earlier.pins;
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
): Promise<Pins> {
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
  return version.pins;
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
