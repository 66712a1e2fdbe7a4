import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import type { Reference } from '../../manifest/reference.ts';
import type { ExternalTarget } from './external-targets.ts';

/** Where Pods reach something outside: references whose target is the construct. */
export interface ExternalAddress {
  readonly hostName: string;
  readonly host: Reference<string>;
  readonly port: Reference<number>;
}

/** The real host where there is one: a TLS client that called the ExternalName Service would see a certificate of another name. */
export function externalAddress(
  construct: Construct,
  { location, name, namespace, ports }: ExternalTarget,
): ExternalAddress {
  const { references } = EnvironmentRoot.of(construct);
  const hostName = 'host' in location ? location.host : `${name}.${namespace}.svc`;
  return {
    hostName,
    host: references.create(
      () => construct,
      () => hostName,
    ),
    port: references.create(
      () => construct,
      () => ports[0]?.port ?? 0,
    ),
  };
}
