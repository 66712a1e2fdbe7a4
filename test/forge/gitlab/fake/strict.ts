/** The type of each field that a body may have; `?` at the end of a name where it may be missing. */
export type FakeFields = Readonly<Record<string, 'string' | 'boolean'>>;

/** What is wrong with a body, which GitLab itself ignores in part. */
export function wrongWith(body: Readonly<Record<string, unknown>>, fields: FakeFields): readonly string[] {
  const unknown = Object.keys(body).filter((name) => fields[name] === undefined && fields[`${name}?`] === undefined);
  return [
    ...unknown.map((name) => `there is no field '${name}'`),
    ...Object.entries(fields).flatMap(([key, type]) => {
      const value = body[key.replace(/\?$/, '')];
      if (value === undefined) return key.endsWith('?') ? [] : [`'${key}' is missing`];
      return typeof value === type ? [] : [`'${key.replace(/\?$/, '')}' is no ${type}`];
    }),
  ];
}
