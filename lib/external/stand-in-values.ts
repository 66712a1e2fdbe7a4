/**
 * Values for tests, that fit where outputs of their kind go: a host, a port, addresses. They are the same in every run, another for every
 * key, and plainly no real ones: of the ranges and domains that are for documentation (RFC 5737, RFC 2606).
 */
export function standInText(name: string, key: string): string {
  if (isRange(key)) return RANGE;
  return isAddress(key) ? standInAddress(name, key) : `${dnsPart(key)}.${dnsPart(name)}.example.com`;
}

/** A port, and a number of anything. */
export function standInNumber(name: string, key: string): number {
  return 1024 + (hashOf(`${name}/${key}`) % 48_000);
}

/** One item: an address unless the key says that these are ranges. */
export function standInList(name: string, key: string): readonly string[] {
  return [isRange(key) ? RANGE : standInAddress(name, key)];
}

const RANGE = '192.0.2.0/24';

function standInAddress(name: string, key: string): string {
  return `192.0.2.${1 + (hashOf(`${name}/${key}`) % 254)}`;
}

function isRange(key: string): boolean {
  return /cidr/i.test(key);
}

function isAddress(key: string): boolean {
  return /address|(?:^|[._-])ip(?:v[46])?(?:[._-]|$)/i.test(key);
}

/** A key may have any case and signs, a part of a host's name may not. */
function dnsPart(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash;
}
