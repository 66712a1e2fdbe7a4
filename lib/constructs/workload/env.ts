import type { Construct } from 'constructs';
import type { EnvVar } from '../../kubernetes.ts';
import { tryCanonicalQuantity } from '../../manifest/quantity.ts';
import { isReference, type Text } from '../../manifest/reference.ts';
import { showNamedValue } from '../../manifest/show-value.ts';
import { Config } from '../config.ts';
import { KeyReference } from '../key-reference.ts';
import { refuse } from '../refuse.ts';
import type { PodSecrets } from './pod-secrets.ts';

/** A field of the Pod: `{ field: 'status.podIP' }`, `{ field: "metadata.labels['app.kubernetes.io/version']" }`. */
export interface FieldReference {
  readonly field: string;
}

/** A request or limit of the container: `{ resource: 'limits.memory' }`, in units of `divisor`. */
export interface ResourceFieldReference {
  readonly resource: string;
  /** @default '1' */
  readonly divisor?: string | undefined;
}

export type EnvValue = Text | number | boolean | KeyReference | FieldReference | ResourceFieldReference;

/** The variables of a container, in the order in which they were written: `$(NAME)` sees only those above it. */
export function envOf(
  construct: Construct,
  env: Readonly<Record<string, EnvValue>>,
  secrets: PodSecrets,
  where: string,
): readonly EnvVar[] {
  return Object.entries(env).map(([name, value]) => envVar(construct, name, value, secrets, where));
}

function envVar(construct: Construct, name: string, value: EnvValue, secrets: PodSecrets, where: string): EnvVar {
  if (typeof value === 'string') return { name, value };
  if (isReference(value)) return { name, value: `${value}` };
  if (typeof value === 'number' || typeof value === 'boolean') return { name, value: String(value) };
  if (KeyReference.is(value)) return { name, valueFrom: keySource(value, secrets) };
  if (typeof value === 'object' && value !== null && 'field' in value)
    return { name, valueFrom: { fieldRef: { fieldPath: value.field } } };
  if (typeof value === 'object' && value !== null && 'resource' in value) {
    return { name, valueFrom: { resourceFieldRef: { resource: value.resource, divisor: divisorOf(value.divisor) } } };
  }
  refuse(
    construct,
    `${where}.${name} is ${showNamedValue(name, value)}. Use text, a number, a boolean, a key or a reference.`,
  );
  return { name };
}

function divisorOf(divisor: string | undefined): string | undefined {
  return divisor === undefined || divisor === '1' ? undefined : (tryCanonicalQuantity(divisor) ?? divisor);
}

function keySource({ source, key }: KeyReference, secrets: PodSecrets): EnvVar['valueFrom'] {
  if (source instanceof Config) return { configMapKeyRef: { key, name: `${source.configMap}` } };
  return { secretKeyRef: secrets.key(source, key) };
}
