/** Plain JSON data while it is read. */
export type Fields = Record<string, unknown>;

/** Sets a field whatever its name: plain assignment of `__proto__` would change the object's prototype. */
export function setField(fields: Fields, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(fields, key, { value, writable: true, enumerable: true, configurable: true });
  else fields[key] = value;
}
