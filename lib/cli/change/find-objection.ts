import { activeFreeze } from '../../change/freezes/active-freeze.ts';
import { overridesFile, readOverrides } from '../../change/freezes/read-overrides.ts';
import { healthOf } from '../../change/health.ts';
import { holdFile, isHeld, readHold, type Hold } from '../../change/holds/hold.ts';
import { sayHeld } from '../../change/holds/hold-change.ts';
import { pinsFile, type Pins } from '../../change/pins.ts';
import type { EnvironmentPolicy } from '../../change/policy.ts';
import { sinceWhen, upstreamObjection, type Upstream } from '../../change/upstream-gate.ts';
import type { Forge } from '../../forge/forge.ts';
import type { Git } from '../../git/git.ts';
import { pinsIn, type BaseView } from './base-view.ts';

export interface ObjectionQuestion {
  readonly application: string;
  readonly wanted: Pins;
  /** Does not ask the upstream environments. */
  readonly hotfix: boolean;
  /** What passes the upstream environments, where the command at hand has it: `add --hotfix`. @default nothing does */
  readonly wayOut?: string | undefined;
  /** Is no forward step, so that a hold does not forbid it. @default false */
  readonly passesHold?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Where the CD tools report; undefined where nobody can be asked. */
export interface Reports {
  readonly forge: Forge;
  readonly git: Git;
  /** The commit at the tip of the base. */
  readonly base: string;
}

/** The most commits whose statuses are asked for: a CD tool reports the newest that it has seen. */
const MOST_COMMITS = 20;

/** Which rule of an environment forbids a change of its images: a hold, a freeze, or what an upstream has to do first. */
export async function findObjection(
  view: BaseView,
  policy: EnvironmentPolicy,
  question: ObjectionQuestion,
  reports: Reports | undefined,
): Promise<string | undefined> {
  const standing = (await holdObjection(view, policy, question)) ?? (await findFreeze(view, policy, question));
  if (standing !== undefined || question.hotfix || policy.upstream.length === 0) return standing;
  const { application, wanted, now } = question;
  const upstreams = await Promise.all(
    policy.upstream.map((name) => readUpstream(name, { view, policy, question, reports })),
  );
  const { name: environment, minSoak } = policy;
  return upstreamObjection({ environment, application, wanted, upstreams, minSoak, now, wayOut: question.wayOut });
}

/** The hold that keeps an application from being changed now. */
export async function findHold(
  view: BaseView,
  { environment, application, now }: Pick<ObjectionQuestion, 'application' | 'now'> & { readonly environment: string },
): Promise<Hold | undefined> {
  const file = holdFile(environment, application);
  const text = await view.file(file);
  const hold = text === undefined ? undefined : readHold(text, file);
  return hold !== undefined && isHeld(hold, new Date(now)) ? hold : undefined;
}

async function holdObjection(
  view: BaseView,
  { name }: EnvironmentPolicy,
  { application, now, passesHold }: ObjectionQuestion,
): Promise<string | undefined> {
  const hold = passesHold === true ? undefined : await findHold(view, { environment: name, application, now });
  if (hold === undefined) return undefined;
  return `${name}: ${sayHeld(application, hold)} End it with: kumiki release ${application} --env ${name}`;
}

/** @param question undefined for an application is all of them */
export async function findFreeze(
  view: BaseView,
  policy: EnvironmentPolicy,
  { application, now }: { readonly application: string | undefined; readonly now: number },
): Promise<string | undefined> {
  if (policy.freezes.length === 0) return undefined;
  const file = overridesFile(policy.name);
  const text = await view.file(file);
  const overrides = text === undefined ? [] : readOverrides(text, file);
  const freeze = activeFreeze(policy, new Date(now), overrides, application);
  return (
    freeze &&
    `${policy.name}: is frozen until ${freeze.until} (${freeze.timeZone}): ${freeze.reason}. A reviewed entry in ${file} lifts that.`
  );
}

interface Asked {
  readonly view: BaseView;
  readonly policy: EnvironmentPolicy;
  readonly question: ObjectionQuestion;
  readonly reports: Reports | undefined;
}

async function readUpstream(name: string, { view, policy, question, reports }: Asked): Promise<Upstream> {
  const { application, wanted } = question;
  const pins = await pinsIn(view, name, application);
  const history = policy.minSoak > 0 || policy.gates.deployed ? await view.history(pinsFile(name, application)) : [];
  const since = Object.entries(wanted).flatMap(([image, pin]) => sinceWhen(image, pin, history) ?? []);
  const health = policy.gates.deployed ? await askHealth(name, application, Math.max(0, ...since), reports) : 'unasked';
  return { name, pins, history, health };
}

/** @param since seconds since 1970: what was reported before is of another image */
async function askHealth(
  environment: string,
  application: string,
  since: number,
  reports: Reports | undefined,
): Promise<Upstream['health']> {
  if (reports === undefined) return 'silent';
  const { git, forge, base } = reports;
  const args = ['log', '--first-parent', `--max-count=${MOST_COMMITS}`, `--since=@${since - 1}`, '--format=%H', base];
  const commits = (await git.run(args)).split('\n').filter((line) => line !== '');
  for (const commit of commits) {
    const health = healthOf(environment, application, [await forge.commitStatuses(commit)]);
    if (health !== 'silent') return health;
  }
  return 'silent';
}
