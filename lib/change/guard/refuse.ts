import type { Finding } from '../../errors.ts';
import { deletionsFile, renderEntry, type Deletion } from '../deletions.ts';
import type { PlacedObject } from './placed-object.ts';

/** Where an entry's reason goes. It counts for none itself. */
const REASON = '…';

export interface Refused {
  readonly rule: Finding['rule'];
  /** Where, and what is wrong: a sentence with its end. */
  readonly what: string;
  /** What to do where it was not meant: `Keep it`. */
  readonly otherwise: string;
  /** What a reviewed entry would say. */
  readonly entry: Omit<Deletion, 'reason'>;
  /** The object, where it is one. */
  readonly placed?: PlacedObject | undefined;
  readonly application?: string | undefined;
  readonly path?: string | undefined;
}

/** What a change would remove without anybody having said so, with the entry that would say it. */
export function refuse(
  environment: string,
  { rule, what, otherwise, entry, placed, application, path }: Refused,
): Finding {
  const line = renderEntry({ ...entry, reason: REASON });
  const isWide = entry.application === undefined && entry.object === undefined;
  const how = `add an entry with the reason${isWide ? ', for the environment as a whole,' : ''} to ${deletionsFile(environment)}: ${line}`;
  const message = `${what} ${otherwise}, or ${how}`;
  return {
    rule,
    severity: 'error',
    message,
    environment,
    ...((placed ?? application) !== undefined && { application: placed?.application ?? application }),
    ...(placed !== undefined && { object: describe(placed) }),
    ...(path !== undefined && { path }),
  };
}

function describe({ object: { apiVersion, kind, metadata } }: PlacedObject): NonNullable<Finding['object']> {
  return { apiVersion, kind, namespace: metadata.namespace, name: metadata.name };
}
