// The definitions of tools that lib/kubernetes.ts has types of: the kinds that our constructs emit, as small as they can be said.
import { expandSchemas } from './share-schemas.mjs';

const TYPED = [
  'io.argoproj.v1alpha1.AppProject',
  'io.argoproj.v1alpha1.Application',
  'io.argoproj.v1alpha1.Rollout',
  'app.flagger.v1beta1.Canary',
  'io.external-secrets.v1.ExternalSecret',
];
const POD_TEMPLATE = reference('io.k8s.api.core.v1.PodTemplateSpec');
const LABEL_SELECTOR = reference('io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector');

/** @param definitions those of all tools */
export function typedDefinitions(definitions) {
  const expanded = expandSchemas(definitions);
  return Object.fromEntries(TYPED.map((name) => [name, withoutOperation(withKnownParts(expanded[name]))]));
}

/** Pod templates and label selectors are those of Kubernetes. */
function withKnownParts(schema) {
  const { properties, items, additionalProperties } = schema;
  if (properties?.matchExpressions && properties.matchLabels) return LABEL_SELECTOR;
  if (properties?.spec?.properties?.containers) return POD_TEMPLATE;
  return {
    ...schema,
    ...(properties ? { properties: mapValues(properties, withKnownParts) } : {}),
    ...(items ? { items: withKnownParts(items) } : {}),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: withKnownParts(additionalProperties) } : {}),
  };
}

/** An Application's `operation` is a command to the controller, not a state. */
function withoutOperation(definition) {
  const { operation: _, ...properties } = definition.properties;
  return { ...definition, properties };
}

function mapValues(record, change) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function reference(name) {
  return { $ref: `#/components/schemas/${name}` };
}
