import { isIPv4, isIPv6 } from 'node:net';

export interface IpAddress {
  readonly family: 'IPv4' | 'IPv6';
  /** As the API server writes it: `2001:db8::1`. */
  readonly text: string;
  readonly bits: bigint;
}

export const ADDRESS_LENGTH = { IPv4: 32, IPv6: 128 } as const;

/**
 * The address that a text is; undefined where it is none. Leading zeros are not taken: some readers see octal numbers.
 * IPv6 is canonical (RFC 5952).
 */
export function tryIpAddress(text: string): IpAddress | undefined {
  if (isIPv4(text)) return { family: 'IPv4', text, bits: joinBits(text.split('.').map(Number), 8n) };
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const canonical = new URL(`http://[${text}]`).hostname.slice(1, -1);
  return { family: 'IPv6', text: canonical, bits: joinBits(hextetsOf(canonical), 16n) };
}

/** The address that these bits are. */
export function addressOfBits(family: IpAddress['family'], bits: bigint): string {
  if (family === 'IPv4') return splitBits(bits, 4, 8n).join('.');
  const hextets = splitBits(bits, 8, 16n).map((part) => part.toString(16));
  return new URL(`http://[${hextets.join(':')}]`).hostname.slice(1, -1);
}

function hextetsOf(canonical: string): readonly number[] {
  const [head = '', tail] = canonical.split('::');
  const parse = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((part) => Number.parseInt(part, 16));
  if (tail === undefined) return parse(head);
  const [first, last] = [parse(head), parse(tail)];
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
}

function joinBits(parts: readonly number[], size: bigint): bigint {
  return parts.reduce((bits, part) => (bits << size) | BigInt(part), 0n);
}

function splitBits(bits: bigint, count: number, size: bigint): readonly number[] {
  return Array.from({ length: count }, (_, index) =>
    Number(BigInt.asUintN(Number(size), bits >> (size * BigInt(count - 1 - index)))),
  );
}

/** Written in IPv6, but an address of IPv4: `::ffff:10.0.0.1`. */
export function isMapped({ family, bits }: IpAddress): boolean {
  return family === 'IPv6' && bits >> 32n === 0xffffn;
}

/**
 * The ranges that no endpoint may be in: those that the API server refuses, and those where nothing can answer.
 *
 * Source: pkg/apis/core/validation, `ValidateEndpointIP`, and the IANA registries of special addresses.
 */
export function specialRangeOf({ family, bits }: IpAddress): string | undefined {
  return SPECIAL[family].find(({ prefix, length }) => bits >> BigInt(ADDRESS_LENGTH[family] - length) === prefix)
    ?.range;
}

const SPECIAL = {
  IPv4: [
    { prefix: 0n, length: 32, range: 'unspecified' },
    { prefix: 127n, length: 8, range: 'loopback' },
    { prefix: 0xa9fen, length: 16, range: 'link-local' },
    { prefix: 0xen, length: 4, range: 'multicast' },
    { prefix: 0xffffffffn, length: 32, range: 'broadcast' },
  ],
  IPv6: [
    { prefix: 0n, length: 128, range: 'unspecified' },
    { prefix: 1n, length: 128, range: 'loopback' },
    { prefix: 0xfe80n >> 6n, length: 10, range: 'link-local' },
    { prefix: 0xffn, length: 8, range: 'multicast' },
  ],
} as const satisfies Record<IpAddress['family'], readonly { prefix: bigint; length: number; range: string }[]>;
