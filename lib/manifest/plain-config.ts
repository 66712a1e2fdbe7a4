import { ApiObject } from 'cdk8s';
import type { Config } from '../constructs/config.ts';
import { UnknownService } from '../constructs/endpoint.ts';
import type { KubernetesObject } from './object.ts';
import { fieldsOf } from './object-fields.ts';
import type { Reference, ReferenceRegistry } from './reference.ts';
import { toPlain, type PlainListener } from './to-plain.ts';

/**
 * The ConfigMap of a Config whose application is not rendered now: its values, as its own rendering gives them, without recording
 * anything. What is wrong with them is told there.
 */
export function tryPlainConfig(config: Config, references: ReferenceRegistry): KubernetesObject | undefined {
  const object = config.node.children.find((child) => ApiObject.isApiObject(child));
  return object && (toPlain(fieldsOf(object), references, SILENT) as unknown as KubernetesObject);
}

const SILENT: PlainListener = {
  reference: valueOf,
  strayMarker: () => undefined,
  encodedMarker: () => undefined,
  notJson: () => undefined,
};

function valueOf(reference: Reference): string | number {
  try {
    return reference.value;
  } catch (error) {
    if (error instanceof UnknownService) return '';
    throw error;
  }
}
