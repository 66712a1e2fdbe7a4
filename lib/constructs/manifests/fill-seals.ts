import { isFields } from '../../fields.ts';
import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import { groupOf, type KubernetesObject } from '../../manifest/object.ts';
import { sealedFile, type SealedFile } from '../../secret/sealed-file.ts';
import { Application } from '../application.ts';
import { report } from '../refuse.ts';
import type { SourcedObject } from './read-sources.ts';

/** SealedSecrets whose seals are empty, as `kumiki vendor … --seal-env` writes them, with those of the environment. */
export function fillSeals(manifests: Construct, objects: readonly SourcedObject[]): readonly SourcedObject[] {
  return objects.map((sourced) => {
    const empty = emptySeals(sourced.object);
    return empty === undefined ? sourced : { ...sourced, object: filled(manifests, sourced.object, empty) };
  });
}

/** The keys to fill in; undefined for any other object. */
function emptySeals({ apiVersion, kind, spec }: KubernetesObject): readonly string[] | undefined {
  if (kind !== 'SealedSecret' || groupOf(apiVersion) !== 'bitnami.com' || !isFields(spec)) return undefined;
  const { encryptedData } = spec;
  if (!isFields(encryptedData)) return undefined;
  const keys = Object.keys(encryptedData);
  return keys.length > 0 && keys.every((key) => encryptedData[key] === '') ? keys : undefined;
}

function filled(manifests: Construct, object: KubernetesObject, keys: readonly string[]): KubernetesObject {
  const root = EnvironmentRoot.of(manifests);
  const application = Application.of(manifests);
  const { name, namespace = application.namespace } = object.metadata;
  const file = sealedFile(root.name, application.node.id, name);
  const sealed = root.data.sealed(application.node.id, name);
  const problem = sealed?.isStandIn === true ? undefined : problemOf(sealed, keys, { name, namespace });
  if (problem !== undefined)
    report(manifests, {
      rule: 'reference/not-sealed',
      severity: 'error',
      message: `${manifests.node.path}: ${file} ${problem}`,
      file,
    });
  const encryptedData = Object.fromEntries(keys.map((key) => [key, sealed?.keys[key]?.sealed ?? 'stand-in']));
  return { ...object, spec: { ...(isFields(object['spec']) ? object['spec'] : {}), encryptedData } };
}

const AGAIN = "Run 'kumiki vendor update' where its chart is vendored with --seal-env.";

function problemOf(
  sealed: SealedFile | undefined,
  keys: readonly string[],
  { name, namespace }: { readonly name: string; readonly namespace: string },
): string | undefined {
  if (sealed === undefined) return `is missing, with the seals of the Secret ${name}. ${AGAIN}`;
  const missing = keys.filter((key) => sealed.keys[key] === undefined);
  if (missing.length > 0) return `has no seal of ${missing.join(', ')}. ${AGAIN}`;
  if (sealed.scope !== 'cluster-wide' && sealed.namespace !== namespace)
    return `is sealed for the namespace ${sealed.namespace}, and its Secret is in ${namespace}. Vendor the chart with --namespace ${namespace}, after deleting the file.`;
  return sealed.scope === 'strict' && sealed.name !== name
    ? `is sealed for the name ${sealed.name}, and its Secret is ${name}. Delete the file, and update.`
    : undefined;
}
