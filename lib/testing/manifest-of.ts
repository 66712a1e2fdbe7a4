import { UserError } from '../errors.ts';
import { orderedKeys } from '../manifest/key-order.ts';
import { readManifests } from '../read/read-manifests.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * An object, or the one object of a YAML text, in the order of dist.
 *
 * @param absent what a field that is there and `undefined` becomes: `null` says that it must not be there
 */
export function toPlainManifest(manifest: unknown, absent: null | undefined = undefined): Json {
  if (typeof manifest === 'string') return ordered(readOne(manifest), 'document', absent) as Json;
  if (isJson(manifest)) return ordered(manifest, 'document', absent) as Json;
  throw new UserError(`The matcher was given ${JSON.stringify(manifest)}. Pass an object, such as find('Deployment').`);
}

/** Of `actual` only what `wanted` names: fields that it does not name are left out, at any depth. A field that is not there is null. */
export function includedIn(wanted: unknown, actual: unknown): unknown {
  if (Array.isArray(wanted) && Array.isArray(actual)) {
    return actual.map((item, index) => (index < wanted.length ? includedIn(wanted[index], item) : item));
  }
  if (!isJson(wanted) || !isJson(actual)) return actual;
  return Object.fromEntries(
    Object.keys(wanted)
      .filter((key) => key in actual || wanted[key] === null)
      .map((key) => [key, key in actual ? includedIn(wanted[key], actual[key]) : null]),
  );
}

function readOne(text: string): Json {
  const { objects, findings } = readManifests(text, 'the expected YAML');
  const [finding] = findings;
  if (finding !== undefined) throw new UserError(finding.message);
  const [only] = objects;
  if (only === undefined || objects.length !== 1)
    throw new UserError(`The expected YAML holds ${objects.length} objects. Write one.`);
  return only.object;
}

function ordered(value: unknown, place: 'document' | 'item' | 'field', absent: null | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, 'item', absent));
  if (!isJson(value)) return value;
  const fields: Record<string, unknown> = {};
  for (const key of orderedKeys(value, place)) {
    const field = ordered(value[key], 'field', absent) ?? absent;
    if (field !== undefined) fields[key] = field;
  }
  return fields;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
