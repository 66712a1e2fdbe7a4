import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { didYouMean } from '../did-you-mean.ts';
import { showValue } from '../manifest/show-value.ts';
import { refuse } from './refuse.ts';

/**
 * Refuses a patch for a kind that the construct does not emit: it would change nothing.
 *
 * @param late kinds that are made after `build`, from references
 */
export function checkPatch(construct: Construct, patch: object | undefined, late: readonly string[] = []): void {
  if (patch === undefined) return;
  const emitted = [
    ...construct.node.children.filter((child) => ApiObject.isApiObject(child)).map((child) => child.kind),
    ...late,
  ];
  for (const [kind, change] of Object.entries<unknown>({ ...patch })) {
    if (change === undefined) continue;
    if (typeof change !== 'object' || change === null)
      refuse(construct, `patch.${kind} is ${showValue(change)}. Use an object: { spec: … }.`);
    if (emitted.includes(kind)) continue;
    const guess = didYouMean(kind, emitted);
    const advice = guess === undefined ? `It makes: ${emitted.join(', ')}.` : `Did you mean ${guess}?`;
    refuse(construct, `patch names ${kind}, which it does not make here. ${advice}`);
  }
}
