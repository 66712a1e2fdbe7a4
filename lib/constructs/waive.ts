import type { IConstruct } from 'constructs';
import { didYouMean } from '../did-you-mean.ts';
import { EnvironmentRoot } from '../environment/environment.ts';
import { showValue } from '../manifest/show-value.ts';
import { refuse, sourceLineOf } from './refuse.ts';

/** Rules that may be wrong about a single object. */
export type WaivableRule = 'security/credential';

export interface WaiverProps {
  readonly rule: WaivableRule;
  /** Why the rule is wrong here: reviewers read it, and every run repeats it. */
  readonly reason: string;
}

export interface Waiver extends WaiverProps {
  /** Its path. */
  readonly construct: string;
  readonly application: string | undefined;
  readonly source: () => string | undefined;
}

const RULES = { 'security/credential': 1 } as const satisfies Record<WaivableRule, 1>;

/** Few constructs have any. */
const waivers = new WeakMap<IConstruct, Map<string, Waiver>>();
const waiversByEnvironment = new WeakMap<IConstruct, Waiver[]>();

/**
 * Says that a rule is wrong about a construct and everything below it. What the rule finds there is told all the same, with the reason, but
 * is no error. One that waives nothing is an error itself.
 *
 * @example
 * const settings = new Config(this, 'settings', { 'public-token': 'pk.eyJ1…' });
 * waive(settings, { rule: 'security/credential', reason: 'a public token: the browser has it' });
 */
export function waive(construct: IConstruct, props: WaiverProps): void {
  const { rule, reason } = props;
  if (EnvironmentRoot.is(construct))
    return refuse(construct, `waive: a whole environment cannot be waived. Pass the construct that makes the value.`);
  if (!Object.hasOwn(RULES, rule)) {
    const guess = typeof rule === 'string' ? didYouMean(rule, Object.keys(RULES)) : undefined;
    const advice = guess === undefined ? `There are: ${Object.keys(RULES).join(', ')}.` : `Did you mean ${guess}?`;
    return refuse(construct, `waive: ${showValue(rule)} is no rule that can be waived. ${advice}`);
  }
  if (typeof reason !== 'string' || reason.trim() === '')
    return refuse(construct, `waive: the reason is ${showValue(reason)}. Say why ${rule} is wrong here.`);
  const own = waivers.get(construct) ?? new Map<string, Waiver>();
  if (own.has(rule)) return refuse(construct, `waive: ${rule} is waived here already. Keep one of the two.`);

  const waiver: Waiver = {
    rule,
    reason: reason.trim(),
    construct: construct.node.path,
    application: construct.node.scopes[1]?.node.id,
    source: () => sourceLineOf(construct),
  };
  waivers.set(construct, own.set(rule, waiver));
  waiversByEnvironment.set(construct.node.root, [...waiversOf(construct.node.root), waiver]);
}

/** The waiver that holds for what a construct renders: its own, or that of the nearest construct above. */
export function tryWaiver(construct: IConstruct, rule: string): Waiver | undefined {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const waiver = waivers.get(at)?.get(rule);
    if (waiver !== undefined) return waiver;
  }
  return undefined;
}

/** All waivers of an environment, in the order in which they were made. */
export function waiversOf(environment: IConstruct): readonly Waiver[] {
  return waiversByEnvironment.get(environment) ?? [];
}
