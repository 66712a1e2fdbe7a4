import type { Finding } from '../../errors.ts';
import { groupOf, type KubernetesObject } from '../../manifest/object.ts';
import { judgeArgoCd } from '../isolation/judge-argocd.ts';
import { judgeFlux } from '../isolation/judge-flux.ts';
import { judgeRbac } from '../isolation/judge-rbac.ts';
import { type Refuse, reachesOf } from '../isolation/reach.ts';
import { territoryOf, type Territory } from '../isolation/territory.ts';
import { objectFinding } from '../object-finding.ts';
import type { EnvironmentRule } from '../rule.ts';

/**
 * Every object that the CD tool acts on, whoever made it: source, destination and rights stay inside its environment. The platform's own
 * environments deliver for others.
 */
export const isolation: EnvironmentRule = (environment) => {
  const { name, props, objects } = environment;
  if (props.delivery === undefined) return [];
  const territory = territoryOf(environment, props.delivery);
  const findings: Finding[] = [];
  for (const rendered of objects) {
    const group = groupOf(rendered.object.apiVersion);
    if (group !== RBAC && group !== 'argoproj.io' && !group.includes('fluxcd')) continue;
    for (const { path, message } of reachesOf((refuse) => judge(rendered.object, group, territory, refuse)))
      findings.push(objectFinding(name, rendered, { rule: 'delivery/isolation', severity: 'error', message, path }));
  }
  return findings;
};

const RBAC = 'rbac.authorization.k8s.io';
const ARGO_CD: ReadonlySet<string> = new Set(['Application', 'AppProject', 'ApplicationSet']);

function judge(object: KubernetesObject, group: string, territory: Territory, refuse: Refuse): void {
  const { delivery, platform } = territory;
  if (group === RBAC) {
    if (!platform) judgeRbac(object, territory, refuse);
    return;
  }
  const isOfArgoCd = group === 'argoproj.io' && ARGO_CD.has(object.kind);
  if (!isOfArgoCd && !isOfFlux(group)) return;
  if (delivery.tool === 'argocd' && isOfArgoCd) judgeArgoCd(object, territory, delivery, refuse);
  else if (delivery.tool === 'flux' && !isOfArgoCd) judgeFlux(object, territory, delivery, refuse);
  else if (!platform)
    refuse('/kind', object.kind, `It is of another CD tool than the environment's, ${delivery.tool}. Remove it.`);
}

/** All that may apply something, also of its operator; not what only notifies. */
function isOfFlux(group: string): boolean {
  return /(?:^|\.)fluxcd\.(?:controlplane\.)?io$/.test(group) && group !== 'notification.toolkit.fluxcd.io';
}
