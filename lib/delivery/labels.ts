/** On everything that the root of an environment applies. */
export const LABELS: Readonly<Record<string, string>> = { 'app.kubernetes.io/managed-by': 'kumiki' };
