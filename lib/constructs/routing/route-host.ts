import type { Construct } from 'constructs';
import { whyNoHostName } from '../external/host-name.ts';
import { refuse } from '../refuse.ts';

/** Refuses a text that no route or listener takes as a host: a name, or one with `*.` before it. */
export function checkRouteHost(construct: Construct, host: string, where: string): void {
  const problem = whyNoHostName(typeof host === 'string' && host.startsWith('*.') ? host.slice(2) : host);
  if (problem !== undefined) refuse(construct, `${where} is ${JSON.stringify(host)}, ${problem}`);
}
