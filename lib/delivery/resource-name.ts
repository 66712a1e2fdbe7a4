/**
 * The resource of a kind, as RBAC names it: `networkpolicies` of NetworkPolicy. Only a CRD says it for sure; the built-in kinds and
 * those in use follow English.
 */
export function resourceName(kind: string): string {
  const word = kind.toLowerCase();
  if (word === 'endpoints') return word;
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
