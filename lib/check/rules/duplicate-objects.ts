import { groupOf, type RenderedObject } from '../../manifest/object.ts';
import { objectFinding } from '../object-finding.ts';
import type { EnvironmentRule } from '../rule.ts';

/** The same group, kind, namespace and name twice: the one that is applied last would win. */
export const duplicateObjects: EnvironmentRule = function* ({ name, objects }) {
  const first = new Map<string, RenderedObject>();
  for (const rendered of objects) {
    const key = identityOf(rendered);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, rendered);
      continue;
    }
    yield objectFinding(name, rendered, {
      rule: 'reference/duplicate-object',
      severity: 'error',
      message: `${where(before)} makes it, and ${where(rendered)} too. Give one of them another id, or namespace.`,
    });
  }
};

/** Group, kind, namespace and name: the version does not count. */
export function identityOf({ object }: RenderedObject): string {
  return `${groupOf(object.apiVersion)}/${object.kind}/${object.metadata?.namespace ?? ''}/${object.metadata?.name}`;
}

function where({ origin }: RenderedObject): string {
  const line = origin.source();
  return line === undefined ? origin.construct : `${origin.construct} (${line})`;
}
