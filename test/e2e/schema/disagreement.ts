import type { SchemaProblem } from '../../../lib/schema/schema-problem.ts';
import type { Mutant } from './mutator.ts';
import type { ServerVerdict } from './server-verdict.ts';

/** One object about which the server and our schema check do not say the same. */
export interface Disagreement {
  readonly mutant: Mutant;
  /** Of a CRD. */
  readonly isCustom: boolean;
  /** What ours says; nothing where the server alone refuses. */
  readonly problems: readonly SchemaProblem[];
  readonly server: ServerVerdict;
}

/** @returns undefined where both say the same, or the server's reason is no matter of the schema */
export function tryDisagreement(found: Disagreement): Disagreement | undefined {
  const isRefused = found.problems.length > 0;
  if (isRefused) return found.server.verdict === 'accepted' ? found : undefined;
  return found.server.verdict === 'refused by its schema' ? found : undefined;
}

export function describe({ mutant: { change, object }, problems, server }: Disagreement): string {
  const ours = problems.map(({ rule, message }) => `${rule}: ${message}`).join('; ');
  return [
    `${object.kind} ${object.apiVersion}, ${change} = ${JSON.stringify(valueAt(object, change))}`,
    `  ours:   ${ours === '' ? 'accepted' : ours}`,
    `  server: ${server.verdict} ${server.why}`,
  ].join('\n');
}

function valueAt(object: object, change: string): unknown {
  const [, pointer = ''] = change.split(' at ');
  let value: unknown = object;
  for (const step of pointer.split('/').slice(1)) value = Object(value)[step];
  return value;
}
