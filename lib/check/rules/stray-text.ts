import type { Problem, ObjectRule } from '../rule.ts';

/** What JavaScript makes of a value that is not there, in text. */
const STRAY = /\[object \w+\]|\bundefined\b|\bNaN\b/;

/**
 * The texts `undefined`, `[object Object]` and `NaN` in a name, an image, a host or an env value: a value that was not there when the text was put together.
 */
export const strayText: ObjectRule = function* (object) {
  const found = findStray(object.metadata?.name, '/metadata/name');
  if (found) yield found;
  yield* search(object, '');
};

/** Fields that never hold prose. */
const FIELDS: ReadonlySet<string> = new Set(['image', 'host', 'hostname', 'externalName', 'namespace', 'value', 'serviceName', 'schedule']);
const LISTS: ReadonlySet<string> = new Set(['hostnames', 'hosts', 'command', 'args', 'addresses']);

function* search(value: unknown, path: string): Iterable<Problem> {
  if (typeof value !== 'object' || value === null) return;
  for (const key in value) {
    const field: unknown = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof field === 'string') {
      if (!FIELDS.has(key)) continue;
      const found = findStray(field, `${path}/${key}`);
      if (found) yield found;
    } else if (LISTS.has(key) && Array.isArray(field)) {
      for (const [index, item] of field.entries()) {
        const found = findStray(item, `${path}/${key}/${index}`);
        if (found) yield found;
      }
      yield* search(field, `${path}/${key}`);
    } else if (typeof field === 'object') {
      yield* search(field, `${path}/${key}`);
    }
  }
}

function findStray(text: unknown, path: string): Problem | undefined {
  const stray = typeof text === 'string' ? STRAY.exec(text)?.[0] : undefined;
  if (stray === undefined) return undefined;
  const message = `${path} is ${JSON.stringify(text)}: '${stray}' is what becomes of a value that is not there. Mend the expression that makes it.`;
  return { rule: 'practice/stray-text', severity: 'error', message, path };
}
