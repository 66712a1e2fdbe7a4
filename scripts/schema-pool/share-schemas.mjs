// Schemas of CRDs say everything in place, the same parts over and over: an ApplicationSet holds the template of an Application 24 times.

const REF = '#/components/schemas/';
/** A shorter part costs less where it stands than as a definition of its own. */
const WORTH_SHARING = 120;

/**
 * The same definitions, with each part that comes twice or more as a definition of its own, `<name>.shared.<number>`.
 *
 * @param name what shared parts are called after: `argo-cd`
 */
export function shareSchemas(definitions, name) {
  const counts = new Map();
  for (const definition of Object.values(definitions)) count(definition, counts);
  const shared = new Map();
  const result = Object.fromEntries(
    Object.entries(definitions).map(([key, definition]) => [key, mapParts(definition, (part) => share(part))]),
  );
  return { ...result, ...Object.fromEntries([...shared.values()].map((entry) => [entry.name, entry.schema])) };

  function share(part) {
    const text = JSON.stringify(part);
    if (!isSharable(part, text) || counts.get(text) === 1) return mapParts(part, share);
    let entry = shared.get(text);
    if (entry === undefined) {
      entry = { name: `${name}.shared.${shared.size}` };
      shared.set(text, entry);
      entry.schema = mapParts(part, share);
    }
    return { $ref: REF + entry.name };
  }
}

/** The definitions with every shared part back in its place. */
export function expandSchemas(definitions) {
  const expand = (part) => {
    const name = part.$ref?.slice(REF.length);
    return SHARED.test(name ?? '') ? expand(definitions[name]) : mapParts(part, expand);
  };
  return Object.fromEntries(
    Object.entries(definitions)
      .filter(([name]) => !SHARED.test(name))
      .map(([name, definition]) => [name, mapParts(definition, expand)]),
  );
}

const SHARED = /\.shared\.\d+$/;

/** Counts each part once for each place that it has, but not what is inside of a part that is shared already. */
function count(definition, counts) {
  mapParts(definition, function visit(part) {
    const text = JSON.stringify(part);
    const before = counts.get(text) ?? 0;
    counts.set(text, before + 1);
    if (before === 0 || !isSharable(part, text)) mapParts(part, visit);
    return part;
  });
}

/** Only structure, and nothing with a default: whether a field may be absent is asked of the field itself. */
function isSharable(part, text) {
  return part.default === undefined && part.$ref === undefined && text.length >= WORTH_SHARING;
}

function mapParts(schema, change) {
  const result = { ...schema };
  if (schema.properties)
    result.properties = Object.fromEntries(Object.entries(schema.properties).map(([key, part]) => [key, change(part)]));
  for (const key of ['items', 'additionalProperties'])
    if (typeof schema[key] === 'object') result[key] = change(schema[key]);
  return result;
}
