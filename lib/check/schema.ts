import type { Finding } from '../errors.ts';
import type { KubernetesObject } from '../manifest/object.ts';
import type { Schema } from '../schema/open-schema.ts';
import type { SchemaProblem } from '../schema/schema-problem.ts';

/**
 * What the API definitions of the environment's Kubernetes version say against an object: unknown fields, wrong types, missing and
 * misspelt values, kinds that the version does not serve (`server/…`), list items that server-side apply refuses (`delivery/…`), and
 * kinds that the next version removes (`practice/removed-kind`, a warning).
 *
 * The findings say nothing yet of environment, construct and source line: the stage that has them adds them.
 */
export function checkSchema(object: KubernetesObject, schema: Schema): readonly Finding[] {
  const problems = schema.check(object);
  return problems.length === 0 ? NONE : problems.map((problem) => findingOf(object, problem));
}

const NONE: readonly Finding[] = [];

function findingOf(object: KubernetesObject, { category, rule, severity, message, path }: SchemaProblem): Finding {
  // A foreign object may lack what every object of ours has.
  const { apiVersion, kind, metadata } = object;
  const identity = { apiVersion, kind, namespace: metadata?.namespace, name: metadata?.name ?? '' };
  return { rule: `${category}/${rule}`, severity, message, object: identity, path };
}
