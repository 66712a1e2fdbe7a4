/** The type of each field that a body may have; `?` at the end of a name where it may be missing. */
export interface FakeFields {
  readonly [name: string]: 'string' | 'boolean' | FakeFields | readonly [FakeFields];
}

/** What is wrong with a body, which the published description does not know: Bitbucket itself ignores much of it. */
export function wrongWith(value: unknown, fields: FakeFields, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`'${path.replace(/\.$/, '')}' is no object`];
  const given: Readonly<Record<string, unknown>> = { ...value };
  const names = Object.keys(fields);
  const unknown = Object.keys(given).filter((name) => !names.includes(name) && !names.includes(`${name}?`));
  return [
    ...unknown.map((name) => `there is no field '${path}${name}'`),
    ...names.flatMap((key) => {
      const name = key.replace(/\?$/, '');
      const type = fields[key];
      if (given[name] === undefined) return key.endsWith('?') ? [] : [`'${path}${name}' is missing`];
      return type === undefined ? [] : wrongType(given[name], type, `${path}${name}`);
    }),
  ];
}

function wrongType(value: unknown, type: FakeFields[string], path: string): readonly string[] {
  if (typeof type === 'string') return typeof value === type ? [] : [`'${path}' is no ${type}`];
  if (!isList(type)) return wrongWith(value, type, `${path}.`);
  if (!Array.isArray(value)) return [`'${path}' is no list`];
  return value.flatMap((item) => wrongWith(item, type[0], `${path}[].`));
}

function isList(type: FakeFields | readonly [FakeFields]): type is readonly [FakeFields] {
  return Array.isArray(type);
}
