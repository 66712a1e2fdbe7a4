import type { IConstruct } from 'constructs';
import type { GatewayAllowedRoutes } from '../../kubernetes.ts';
import { Gateways } from './gateways.ts';

/** Whose routes may use a gateway: those of the environment that name it, those of all namespaces, or of namespaces with these labels. */
export type AllowedRoutes = 'needed' | 'all' | Readonly<Record<string, string>>;

/** Undefined where the API's default, routes of the gateway's own namespace, is enough. Only complete when the environment is built. */
export function allowedRoutesOf(
  gateway: IConstruct,
  allowed: AllowedRoutes,
  namespace: string,
): GatewayAllowedRoutes | undefined {
  if (allowed === 'all') return { namespaces: { from: 'All' } };
  if (typeof allowed === 'object') return { namespaces: { from: 'Selector', selector: { matchLabels: allowed } } };
  const namespaces = Gateways.of(gateway).namespacesThatUse(gateway);
  if (namespaces.every((name) => name === namespace)) return undefined;
  const expression = { key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces };
  return { namespaces: { from: 'Selector', selector: { matchExpressions: [expression] } } };
}
