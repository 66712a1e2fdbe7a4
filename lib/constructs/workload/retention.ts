import type { Construct } from 'constructs';
import type { StatefulSetSpec } from '../../kubernetes.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';

/** When the claims of a StatefulSet, and the data in them, go with it. */
export interface Retention {
  /** `Delete`: when the StatefulSet is deleted, its claims go too. @default kept */
  readonly deleted?: 'Delete' | undefined;
  /** `Delete`: when it has fewer Pods, the claims of those that went go too. @default kept */
  readonly scaled?: 'Delete' | undefined;
}

const RETENTION = { deleted: 1, scaled: 1 } as const satisfies PropTable<Retention>;

export function retentionOf(
  construct: Construct,
  retention: Retention | undefined,
  claims: number,
): StatefulSetSpec['persistentVolumeClaimRetentionPolicy'] {
  if (retention === undefined) return undefined;
  checkProps(construct, retention, RETENTION, 'retention');
  if (claims === 0)
    refuse(construct, 'has a retention without storage, which would change nothing. Remove it, or say what to store.');
  const { deleted: whenDeleted, scaled: whenScaled } = retention;
  return whenDeleted === undefined && whenScaled === undefined ? undefined : { whenDeleted, whenScaled };
}
