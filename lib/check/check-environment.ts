import type { Finding } from '../errors.ts';
import type { KubernetesObject } from '../manifest/object.ts';
import type { RenderedEnvironment } from '../manifest/rendered-environment.ts';
import type { Schema } from '../schema/open-schema.ts';
import { objectFinding } from './object-finding.ts';
import type { EnvironmentRule, ObjectRule, Report } from './rule.ts';
import { ceiling } from './rules/ceiling.ts';
import { credential } from './rules/credential.ts';
import { delivery } from './rules/delivery.ts';
import { duplicateObjects } from './rules/duplicate-objects.ts';
import { emptyEnvironment } from './rules/empty-environment.ts';
import { endpointSlices } from './rules/endpoint-slices.ts';
import { isolation } from './rules/isolation.ts';
import { labels } from './rules/labels.ts';
import { names } from './rules/names.ts';
import { plainSecret } from './rules/plain-secret.ts';
import { platform } from './rules/platform.ts';
import { rulingNamespaces } from './rules/ruling-namespaces.ts';
import { schemaRule } from './rules/schema.ts';
import { strayText } from './rules/stray-text.ts';
import { waiverWithoutEffect } from './rules/waiver-without-effect.ts';

/** What must not be in git, whatever the kind. */
const SECURITY_RULES: readonly ObjectRule[] = [plainSecret, credential];
/** Every check of one object of a kind that is served, behind that of its schema. A new one is a file in `rules/` and a line here. */
const OBJECT_RULES: readonly ObjectRule[] = [names, labels, strayText];

/** Every check of an environment as a whole. */
const ENVIRONMENT_RULES: readonly EnvironmentRule[] = [
  emptyEnvironment,
  duplicateObjects,
  delivery,
  endpointSlices,
  ceiling,
  platform,
  rulingNamespaces,
  isolation,
  waiverWithoutEffect,
];

/** All findings of one environment: those of its constructs, of each object, and of all together. */
export function checkEnvironment(environment: RenderedEnvironment, schema: Schema): readonly Finding[] {
  const findings: Finding[] = [...environment.findings];
  for (const rendered of environment.objects) {
    checkObject(rendered.object, schema, (problem) =>
      findings.push(objectFinding(environment.name, rendered, problem)),
    );
  }
  for (const rule of ENVIRONMENT_RULES) findings.push(...rule(environment, schema));
  return findings;
}

/** Reports what every check of one object says against it. Of a kind that the cluster does not have no more can be said. */
export function checkObject(object: KubernetesObject, schema: Schema, report: Report): void {
  schemaRule(object, schema, report);
  for (const rule of SECURITY_RULES) rule(object, schema, report);
  if (!schema.serves(object.apiVersion, object.kind)) return;
  for (const rule of OBJECT_RULES) rule(object, schema, report);
}
