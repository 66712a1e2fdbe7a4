import { ceilingOf } from '../../delivery/ceiling.ts';
import { kindName } from '../../delivery/kind-reference.ts';
import type { EnvironmentProps } from '../../environment/environment-props.ts';
import type { Finding } from '../../errors.ts';
import { groupOf, type RenderedObject } from '../../manifest/object.ts';
import { DELIVERY } from '../../manifest/rendered-environment.ts';
import type { Schema } from '../../schema/open-schema.ts';
import { objectFinding } from '../object-finding.ts';
import type { EnvironmentRule } from '../rule.ts';

/**
 * An object of a kind that the environment's deployers may not make: the CD tool would be refused. Each kind of a construct is told of
 * once. What is in `delivery/` is applied by the root.
 */
export const ceiling: EnvironmentRule = ({ name, props, objects }, schema) => {
  if (props.delivery === undefined) return [];
  const allowed = new Set(ceilingOf(props).map(kindName));
  const findings = new Map<string, Finding>();
  for (const rendered of objects) {
    if (rendered.application === DELIVERY) continue;
    const { apiVersion, kind } = rendered.object;
    const wanted = kindName({ group: groupOf(apiVersion), kind });
    if (allowed.has(wanted) || isOfPlatform(rendered, props, schema)) continue;
    const key = `${rendered.application}/${wanted}`;
    if (!findings.has(key)) findings.set(key, findingOf(name, rendered, wanted));
  }
  return findings.values();
};

/** What no ceiling would help: the rule `platform` tells of it. */
function isOfPlatform({ object }: RenderedObject, { platform }: EnvironmentProps, schema: Schema): boolean {
  return platform !== true && schema.scopeOf(object.apiVersion, object.kind) === 'Cluster';
}

function findingOf(environment: string, rendered: RenderedObject, kind: string): Finding {
  const message = `its kind is not among those that the deployers of ${environment} may make. Add it to the environment: kinds: ['${kind}']`;
  return objectFinding(environment, rendered, { rule: 'delivery/ceiling', severity: 'error', message });
}
