import type { Finding, ObjectIdentity } from '../../errors.ts';
import type { ReadObject } from '../../read/read-manifests.ts';
import { hideCredentials } from '../credentials/hide-credentials.ts';
import type { Problem } from '../rule.ts';

/** A problem with the file, line and object that it is about. */
export function findingOf({ object, file, line, position }: ReadObject, problem: Problem): Finding {
  const place = position(problem.path ?? '') ?? { line, column: 1 };
  const identity = tryIdentity(object);
  return {
    rule: problem.rule,
    severity: problem.severity,
    message: `${file}:${place.line}:${place.column}: ${hideCredentials(object, problem.message)}`,
    file,
    ...(identity === undefined ? {} : { object: identity }),
    path: problem.path,
  };
}

/** Undefined where an object has not even a kind and a name. */
function tryIdentity(object: ReadObject['object']): ObjectIdentity | undefined {
  const { apiVersion, kind, metadata } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof metadata !== 'object' || metadata === null)
    return undefined;
  if (!('name' in metadata) || typeof metadata.name !== 'string') return undefined;
  const namespace = 'namespace' in metadata && typeof metadata.namespace === 'string' ? metadata.namespace : undefined;
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name: metadata.name };
}
