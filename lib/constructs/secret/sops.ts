import { isFields, type Fields } from '../../fields.ts';
import { Chart } from 'cdk8s';
import { EnvironmentRoot } from '../../environment/environment.ts';
import { UserError } from '../../errors.ts';
import { checksumOf } from '../../manifest/checksum.ts';
import type { KubernetesObject } from '../../manifest/object.ts';
import { showValue } from '../../manifest/show-value.ts';
import { addExistingObject } from '../add-object.ts';
import { parseFile } from '../manifests/parse-file.ts';
import { refuse, report } from '../refuse.ts';
import { SecretProvider, untracked, type SecretPlace } from './provider.ts';

/**
 * A Secret that SOPS encrypted, as it lies in the repository: it goes into dist unchanged, and Flux decrypts it in the cluster.
 *
 * @param path from the repository's root: `secrets/users-database.enc.yaml`
 * @example
 * this.secret('database', ['password'], { provider: sops('secrets/users-database.enc.yaml') });
 */
export function sops(path: string): SecretProvider {
  if (typeof path !== 'string' || path === '')
    throw new UserError(`sops(): the path is ${showValue(path)}. Write one from the repository's root.`);
  return SecretProvider.of((place) => {
    const { construct, named } = place;
    const text = EnvironmentRoot.of(construct).data.file(path);
    const object = tryRead(place, path, text);
    if (object === undefined) return untracked(() => undefined);
    const keys = [...keysOf(object['data']), ...keysOf(object['stringData'])].toSorted();
    construct.node.addValidation({ validate: () => refuseUnknown(place, path, keys) });
    addExistingObject(construct, 'Secret', object, withoutAddedLabels(place, object));
    return untracked(() => (keys.length > 0 ? keys : [...named]), checksumOf(text));
  });
}

/** The Secret of the file; undefined where it may not be passed on, which is said. */
function tryRead(place: SecretPlace, path: string, text: string): KubernetesObject | undefined {
  const { objects, findings } = parseFile(path, text);
  const [first, second] = objects;
  const problem =
    findings[0]?.message ??
    (first === undefined || second !== undefined
      ? `${path}: holds ${objects.length} objects. Keep one Secret a file.`
      : whyNot(place, first.object, path));
  if (problem === undefined) return first?.object as KubernetesObject | undefined;
  const message = `${place.construct.node.path}: ${problem}`;
  report(place.construct, { rule: 'security/sops', severity: 'error', message, file: path });
  return undefined;
}

function whyNot({ name, namespace, type }: SecretPlace, object: Fields, path: string): string | undefined {
  const { apiVersion, kind, metadata, sops: record, data, stringData } = object;
  const own = isFields(metadata) ? metadata : {};
  if (kind !== 'Secret' || apiVersion !== 'v1') return `${path}: is a ${showValue(kind)}. Use a Secret of v1.`;
  if (!isFields(record) || !isEncrypted(record['mac']))
    return `${path}: is not encrypted: it has no sops.mac. Run: sops --encrypt --encrypted-regex '^(data|stringData)$' --in-place ${path}`;
  const open = [data, stringData].flatMap(openKeys);
  if (open.length > 0)
    return `${path}: is not wholly encrypted: ${open.join(', ')}. Revoke what was committed, and encrypt the file again without rules that leave keys out.`;
  if (own['name'] !== name || own['namespace'] !== namespace)
    return `${path}: is ${String(own['namespace'] ?? '')}/${String(own['name'])}, and the Secret is ${namespace}/${name}. Name it so in the file; SOPS proves the values together, not the name.`;
  if (type !== undefined && object['type'] !== type)
    return `${path}: has the type ${showValue(object['type'] ?? 'Opaque')}, and options.type is '${type}'. Leave the option out: the file says it.`;
  return undefined;
}

function openKeys(values: unknown): readonly string[] {
  if (values === undefined || values === null) return [];
  if (!isFields(values)) return ['data'];
  return Object.keys(values).filter((key) => values[key] !== '' && !isEncrypted(values[key]));
}

/** The labels of all objects of an application would make it another text than SOPS encrypted. */
function withoutAddedLabels({ construct }: SecretPlace, { metadata }: KubernetesObject): readonly object[] {
  const own = metadata.labels;
  const added = Object.keys(Chart.of(construct).labels).filter(
    (label) => own === undefined || !Object.hasOwn(own, label),
  );
  if (added.length === 0) return [];
  return [{ metadata: { labels: own === undefined ? null : Object.fromEntries(added.map((label) => [label, null])) } }];
}

/** Told, not thrown: it is a validation. */
function refuseUnknown({ construct, named }: SecretPlace, path: string, keys: readonly string[]): [] {
  const unknown = [...named].filter((key) => !keys.includes(key)).toSorted();
  if (unknown.length > 0)
    refuse(
      construct,
      `${path} has no ${unknown.join(', ')}. There are: ${keys.join(', ') || 'none'}. Add it with: sops ${path}`,
      'reference/unknown-key',
    );
  return [];
}

function keysOf(values: unknown): readonly string[] {
  return isFields(values) ? Object.keys(values) : [];
}

function isEncrypted(value: unknown): boolean {
  return typeof value === 'string' && /^ENC\[[^\]]+\]$/.test(value);
}
