import type { IConstruct } from 'constructs';
import { tryExternal } from '../../constructs/external/external-targets.ts';
import { refuse, report } from '../../constructs/refuse.ts';
import type { EnvironmentRoot } from '../../environment/environment.ts';
import type { Calls } from './calls.ts';

/** What isolation cannot do with what references say. */
export function tellOfNetwork(environment: EnvironmentRoot, calls: Calls): void {
  const [route] = calls.routes.values();
  if (route !== undefined && environment.ingressFrom.length === 0) {
    const advice =
      "Say where its requests come from: ingressFrom: [{ namespace: 'gateway-system' }] in the environment.";
    refuse(route, `with network: 'isolated' nothing reaches its service. ${advice}`, 'reference/ingress-from');
  }
  for (const external of new Set([...calls.byCaller.values()].flatMap((called) => [...called])))
    tellOfOpenHost(external);
  for (const { from, to } of calls.foreign) {
    const advice = 'Give them a NetworkPolicy of their own, or use a WebService or a Worker.';
    const message = `${from.node.path}: with network: 'isolated' its Pods do not reach ${to.node.path}, as they are none of ours. ${advice}`;
    report(from, { rule: 'reference/foreign-caller', severity: 'warning', message });
  }
}

function tellOfOpenHost(construct: IConstruct): void {
  const external = tryExternal(construct);
  if (external === undefined || !('host' in external.location) || external.location.cidrs.length > 0) return;
  const ports = external.ports.map(({ port }) => port).join(', ');
  const advice = "Narrow it by its addresses: cidrs: ['203.0.113.0/24'].";
  const message = `${construct.node.path}: its callers may reach every address on port ${ports}, as a NetworkPolicy knows no host names. ${advice}`;
  report(construct, { rule: 'security/open-egress', severity: 'warning', message });
}
