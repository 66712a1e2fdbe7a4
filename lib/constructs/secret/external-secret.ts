import { checkOptions } from '../../check-options.ts';
import { UserError } from '../../errors.ts';
import { checksumOf } from '../../manifest/checksum.ts';
import { showValue } from '../../manifest/show-value.ts';
import { whyNoSecretKey } from '../../secret/secret-name.ts';
import type { ExternalSecretSpec } from '../../kubernetes.ts';
import { addObject } from '../add-object.ts';
import type { PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import { SecretProvider, untracked, type SecretPlace } from './provider.ts';

/** Where a value lies in the store. */
export interface RemoteValue {
  /** The store's name of it. */
  readonly remoteKey: string;
  /** The part of it, where it is a map. @default the whole */
  readonly property?: string | undefined;
  /** Pods restart when it changes. @default the newest, which restarts nobody */
  readonly version?: string | undefined;
}

export interface ExternalSecretOptions {
  /** The name of the store. */
  readonly store: string;
  /** A store of the namespace, or of the cluster. @default 'SecretStore' */
  readonly kind?: 'ClusterSecretStore' | 'SecretStore' | undefined;
  /** How often the store is asked, as a duration of Go: `15m`; `0s` is once. @default '1h0m0s' */
  readonly refreshInterval?: string | undefined;
  /** By key of the Secret. */
  readonly data: Readonly<Record<string, RemoteValue>>;
}

const OPTIONS = { store: 1, kind: 1, refreshInterval: 1, data: 1 } as const satisfies PropTable<ExternalSecretOptions>;
const REMOTE = { remoteKey: 1, property: 1, version: 1 } as const satisfies PropTable<RemoteValue>;
const KINDS = ['SecretStore', 'ClusterSecretStore'];
/** Source: ParseDuration of Go's package time. */
const DURATION = /^(?:0|(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;

/**
 * Values that the External Secrets Operator takes from a store outside: an ExternalSecret. All that its CRD would fill in is written out, as
 * CD tools would see a difference.
 *
 * @example
 * this.secret('database', ['password'], {
 *   provider: externalSecret({ store: 'vault', data: { password: { remoteKey: 'users/database', property: 'password' } } }),
 * });
 */
export function externalSecret(options: ExternalSecretOptions): SecretProvider {
  checkAll(options);
  const keys = Object.keys(options.data).toSorted();
  const remotes = keys.map((key) => [key, remoteOf(options, key)]);
  const stamp = checksumOf(JSON.stringify([options.kind ?? 'SecretStore', options.store, remotes]));
  return SecretProvider.of((place) => {
    const { construct, name, namespace, labels } = place;
    construct.node.addValidation({ validate: () => refuseUnknown(place, keys) });
    addObject(construct, {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { labels, name, namespace },
      spec: specOf(options, keys, place.type),
    });
    return untracked(() => keys, stamp);
  });
}

/** Source: the defaults of its CRD, external-secrets.io_externalsecrets.yaml. */
function specOf(options: ExternalSecretOptions, keys: readonly string[], type: string | undefined): ExternalSecretSpec {
  const { kind = 'SecretStore', store, refreshInterval = '1h0m0s' } = options;
  const data = keys.map((secretKey) => {
    const { remoteKey, property, version } = remoteOf(options, secretKey);
    const defaults = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } as const;
    return { remoteRef: { ...defaults, key: remoteKey, property, version }, secretKey };
  });
  const template = type === undefined ? undefined : ({ engineVersion: 'v2', mergePolicy: 'Replace', type } as const);
  return {
    data,
    refreshInterval,
    refreshPolicy: 'Periodic',
    secretStoreRef: { kind, name: store },
    target: { creationPolicy: 'Owner', deletionPolicy: 'Retain', template },
  };
}

function remoteOf({ data }: ExternalSecretOptions, key: string): RemoteValue {
  return data[key] ?? { remoteKey: '' };
}

/** Told, not thrown: it is a validation. */
function refuseUnknown({ construct, named }: SecretPlace, keys: readonly string[]): [] {
  const unknown = [...named].filter((key) => !keys.includes(key)).toSorted();
  if (unknown.length > 0)
    refuse(
      construct,
      `externalSecret takes no ${unknown.join(', ')} from the store. There are: ${keys.join(', ')}. Add it to data.`,
      'reference/unknown-key',
    );
  return [];
}

function checkAll(options: ExternalSecretOptions): void {
  checkOptions('externalSecret', options, OPTIONS);
  const { store, kind = 'SecretStore', refreshInterval = '1h0m0s', data } = options;
  if (!isText(store)) throw wrong('store', store, "Name the store: 'vault'.");
  if (!KINDS.includes(kind)) throw wrong('kind', kind, `There are: ${KINDS.join(', ')}.`);
  if (!isText(refreshInterval) || !DURATION.test(refreshInterval))
    throw wrong('refreshInterval', refreshInterval, "Use a duration, such as '15m'.");
  if (typeof data !== 'object' || data === null || Object.keys(data).length === 0)
    throw wrong('data', data, "Name at least one key: { password: { remoteKey: 'users/database' } }.");
  for (const [key, remote] of Object.entries(data)) {
    const advice = whyNoSecretKey(key);
    if (advice !== undefined) throw wrong('a key of data', key, advice);
    checkOptions('externalSecret', remote, REMOTE);
    for (const field of ['remoteKey', 'property', 'version'] as const) {
      if (!isText(remote[field]) && (field === 'remoteKey' || remote[field] !== undefined))
        throw wrong(`data.${key}.${field}`, remote[field], 'Use text.');
    }
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function wrong(what: string, value: unknown, advice: string): UserError {
  return new UserError(`externalSecret(): ${what} is ${showValue(value)}. ${advice}`);
}
