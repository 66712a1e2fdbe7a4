import type { Construct } from 'constructs';
import { checkCount } from './scaling.ts';

/** What a number of a prop may be. */
export interface CountLimits {
  /** @default 0 */
  readonly least?: number | undefined;
  /** What Kubernetes takes where the field is missing. @default nothing */
  readonly byDefault?: number | undefined;
}

/** A whole number for a field; undefined where the prop is missing or says what Kubernetes takes anyway. */
export function optionalCount(
  construct: Construct,
  count: number | undefined,
  where: string,
  { least = 0, byDefault }: CountLimits = {},
): number | undefined {
  if (count === undefined) return undefined;
  checkCount(construct, count, where, least);
  return count === byDefault ? undefined : count;
}
