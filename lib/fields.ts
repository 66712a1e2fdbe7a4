/** Plain data with fields that nobody has checked yet: JSON, or a part of a manifest. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object that is no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it has fields, else one without any. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}
