import { ADDRESS_LENGTH, addressOfBits, isMapped, tryIpAddress } from './ip-address.ts';

/** A range of addresses. */
export interface Cidr {
  /** Canonical: `10.0.0.0/8`, `2001:db8::/32`. */
  readonly text: string;
  /** There were bits after the prefix, which the API server refuses: `10.0.0.1/8`. */
  readonly hasHostBits: boolean;
}

/** The range that a text is; undefined where it is none. */
export function tryCidr(text: string): Cidr | undefined {
  const [, written = '', prefix = ''] = /^([^/]*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const address = tryIpAddress(written);
  if (address === undefined || isMapped(address)) return undefined;
  const hostLength = ADDRESS_LENGTH[address.family] - Number(prefix);
  if (hostLength < 0) return undefined;
  const network = (address.bits >> BigInt(hostLength)) << BigInt(hostLength);
  return { text: `${addressOfBits(address.family, network)}/${prefix}`, hasHostBits: network !== address.bits };
}
