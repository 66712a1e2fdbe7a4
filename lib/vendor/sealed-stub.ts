import { UserError } from '../errors.ts';
import type { KubernetesObject } from '../manifest/object.ts';
import { isOpenSecret } from './open-secrets.ts';
import { describe, type RenderedManifest } from './read-render.ts';

/** A Secret of a chart that is to be sealed. */
export interface OpenSecret {
  readonly name: string;
  readonly namespace: string;
  readonly values: ReadonlyMap<string, Uint8Array>;
}

export interface SplitSecrets {
  /** In the place of each Secret a SealedSecret without seals: what it holds differs from environment to environment. */
  readonly manifests: readonly RenderedManifest[];
  readonly secrets: readonly OpenSecret[];
}

/** @param namespace of Secrets that name none */
export function splitSecrets(manifests: readonly RenderedManifest[], namespace: string): SplitSecrets {
  const secrets: OpenSecret[] = [];
  const kept = manifests.map((manifest) => {
    const { object, template } = manifest;
    if (!isOpenSecret(object)) return manifest;
    const secret = openSecret(object, namespace);
    secrets.push(secret);
    return { object: stubOf(object, secret), template };
  });
  return { manifests: kept, secrets };
}

function openSecret(object: KubernetesObject, namespace: string): OpenSecret {
  const { data, stringData, metadata } = object;
  const values = new Map<string, Uint8Array>();
  for (const [key, value] of entriesOf(data)) values.set(key, decode(value, key, object));
  for (const [key, value] of entriesOf(stringData)) values.set(key, Buffer.from(String(value)));
  return { name: metadata.name, namespace: metadata.namespace ?? namespace, values };
}

/** Keys with empty seals, which `Manifests` fills in. */
function stubOf({ metadata, type }: KubernetesObject, { values }: OpenSecret): KubernetesObject {
  const { name, namespace, labels, annotations } = metadata;
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name, namespace, labels },
    spec: {
      encryptedData: Object.fromEntries([...values.keys()].map((key) => [key, ''])),
      template: { metadata: { labels, annotations }, type },
    },
  };
}

function decode(value: unknown, key: string, object: KubernetesObject): Uint8Array {
  if (typeof value === 'string' && /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value)) return Buffer.from(value, 'base64');
  throw new UserError(`${describe(object)}: data.${key} is no base64. Mend the template.`);
}

function entriesOf(fields: unknown): readonly (readonly [string, unknown])[] {
  return typeof fields === 'object' && fields !== null ? Object.entries(fields) : [];
}
