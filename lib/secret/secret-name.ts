const LIMIT = 253;

/** The name of the Secret, and of the SealedSecret, that `this.secret(name)` of an application makes. */
export function secretName(application: string, name: string): string {
  return `${application}-${name}`;
}

/** What keeps a text from being the name of an application's secret, as advice; undefined where nothing does. It is the name of a file, too. */
export function whyNoSecretName(application: string, name: unknown): string | undefined {
  if (typeof name !== 'string' || !/^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(name))
    return "Use lower-case letters, digits and '-', with a letter or digit at both ends.";
  const { length } = secretName(application, name);
  if (length <= LIMIT) return undefined;
  return `With its application it has ${length} characters, and the name of a Secret has at most ${LIMIT}. Shorten it.`;
}

/** What keeps a text from being a key of a Secret, as advice; undefined where nothing does. Source: IsConfigMapKey of k8s.io/apimachinery. */
export function whyNoSecretKey(key: unknown): string | undefined {
  if (typeof key !== 'string' || !/^[-._a-zA-Z0-9]+$/.test(key)) return "Use letters, digits, '-', '_' and '.'.";
  if (key.length > LIMIT) return `It has ${key.length} characters. Use at most ${LIMIT}.`;
  if (key === '.' || key.startsWith('..')) return "It may not be '.', nor begin with '..'.";
  return undefined;
}
