import type { Finding } from '../errors.ts';
import type { KubernetesObject } from '../manifest/object.ts';
import type { RenderedEnvironment } from '../manifest/render-tree.ts';
import type { Schema } from '../schema/open-schema.ts';
import { objectFinding } from './object-finding.ts';
import type { EnvironmentRule, ObjectRule, Report } from './rule.ts';
import { duplicateObjects } from './rules/duplicate-objects.ts';
import { emptyEnvironment } from './rules/empty-environment.ts';
import { labels } from './rules/labels.ts';
import { names } from './rules/names.ts';
import { schemaRule } from './rules/schema.ts';
import { strayText } from './rules/stray-text.ts';

/** Every check of one object of a kind that is served, behind that of its schema. A new one is a file in `rules/` and a line here. */
const OBJECT_RULES: readonly ObjectRule[] = [names, labels, strayText];

/** Every check of an environment as a whole. */
const ENVIRONMENT_RULES: readonly EnvironmentRule[] = [emptyEnvironment, duplicateObjects];

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
  if (!schema.serves(object.apiVersion, object.kind)) return;
  for (const rule of OBJECT_RULES) rule(object, schema, report);
}
