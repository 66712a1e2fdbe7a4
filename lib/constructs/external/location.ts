import type { Construct } from 'constructs';
import { refuse } from '../refuse.ts';
import { tryCidr } from './cidr.ts';
import { whyNoHostName } from './host-name.ts';
import { isMapped, specialRangeOf, tryIpAddress, type IpAddress } from './ip-address.ts';

/** Something outside with a name: `db.example.com`. */
export interface HostLocation {
  /** Its name in DNS, which is also the one in its certificate. */
  readonly host: string;
  readonly addresses?: undefined;
  /** Where its addresses are, as CIDRs: narrows the way out with `network: 'isolated'`. @default anywhere, on its ports */
  readonly cidrs?: readonly string[] | undefined;
}

/** Something outside with addresses alone. */
export interface AddressLocation {
  /** IPv4 and IPv6 addresses, each once. */
  readonly addresses: readonly string[];
  readonly host?: undefined;
  readonly cidrs?: undefined;
}

export type Location = HostLocation | AddressLocation;

export type CheckedLocation =
  | { readonly host: string; readonly cidrs: readonly string[] }
  | { readonly addresses: readonly IpAddress[] };

/** Refuses what no EndpointSlice, ExternalName or NetworkPolicy could hold; what is left is canonical. */
export function checkLocation(construct: Construct, { host, addresses, cidrs }: Location): CheckedLocation {
  if (host !== undefined && addresses !== undefined)
    refuse(construct, 'has both host and addresses. Use one of the two.');
  if (addresses === undefined) return { host: checkHost(construct, host), cidrs: checkCidrs(construct, cidrs ?? []) };
  if (cidrs !== undefined)
    refuse(construct, 'has both addresses and cidrs. The addresses narrow the way out: leave out cidrs.');
  return { addresses: checkAddresses(construct, addresses) };
}

function checkHost(construct: Construct, host: string | undefined): string {
  const problem = host === undefined ? undefined : whyNoHostName(host);
  if (host === undefined) refuse(construct, "has neither host nor addresses. Say where it is: host: 'db.example.com'.");
  if (problem !== undefined) refuse(construct, `host is ${JSON.stringify(host)}, ${problem}`);
  return host ?? '';
}

function checkCidrs(construct: Construct, cidrs: readonly string[]): readonly string[] {
  return cidrs.map((text) => {
    const cidr = tryCidr(text);
    if (cidr === undefined)
      refuse(construct, `cidrs has '${text}', which is no range of addresses. Use one like 10.0.0.0/8.`);
    else if (cidr.hasHostBits)
      refuse(construct, `cidrs has '${text}', which has bits after its prefix. Did you mean ${cidr.text}?`);
    return cidr?.text ?? text;
  });
}

function checkAddresses(construct: Construct, addresses: readonly string[]): readonly IpAddress[] {
  const seen = new Map<string, IpAddress>();
  for (const text of addresses) {
    const address = checkAddress(construct, text);
    if (address === undefined) continue;
    if (seen.has(address.text)) refuse(construct, `addresses has '${text}' twice. Write it once.`);
    seen.set(address.text, address);
  }
  if (addresses.length === 0) refuse(construct, "addresses is empty. Write at least one: ['10.0.0.10'].");
  return [...seen.values()];
}

function checkAddress(construct: Construct, text: string): IpAddress | undefined {
  const address = tryIpAddress(text);
  if (address === undefined) {
    refuse(construct, `addresses has ${JSON.stringify(text)}, which is no IP address${adviceOn(text)}`);
    return undefined;
  }
  if (isMapped(address)) {
    const ipv4 = [24n, 16n, 8n, 0n].map((shift) => (address.bits >> shift) & 255n).join('.');
    refuse(construct, `addresses has '${text}', an IPv4 address written in IPv6. Write ${ipv4}.`);
    return undefined;
  }
  const range = specialRangeOf(address);
  if (range === undefined) return address;
  refuse(
    construct,
    `addresses has '${text}', which is ${range}: nothing that every node reaches is there. Use an address of its own.`,
  );
  return undefined;
}

function adviceOn(text: unknown): string {
  if (typeof text !== 'string') return '. Use text like 10.0.0.10.';
  if (/^\d+(\.\d+){3}$/.test(text) && /(^|\.)0\d/.test(text))
    return ': some readers take leading zeros for octal. Leave them out.';
  if (text.includes('%')) return ' that every node knows. Leave out the zone.';
  if (text.includes('/')) return '. A range goes into cidrs, beside a host.';
  if (whyNoHostName(text) === undefined) return `. Write a name as host: '${text}'.`;
  return '. Use one like 10.0.0.10 or 2001:db8::10.';
}
