/** What keeps a text from being the name of a file of outputs, as advice; undefined where nothing does. Capitals are one file to some disks. */
export function whyNoName(name: unknown): string | undefined {
  if (typeof name === 'string' && /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/.test(name)) return undefined;
  return "A name is a file: use at most 63 lower-case letters, digits, '-' and '_', with a letter or digit at both ends.";
}

/** What keeps a text from being the key of a value, as advice; undefined where nothing does. */
export function whyNoKey(key: unknown): string | undefined {
  if (typeof key === 'string' && /^[A-Za-z](?:[\w.-]{0,61}[A-Za-z0-9])?$/.test(key)) return undefined;
  return "Use at most 63 letters, digits, '-', '_' and '.', with a letter first and a letter or digit last.";
}
