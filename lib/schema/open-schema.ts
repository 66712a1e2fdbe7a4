import { groupOf } from '../manifest/object.ts';
import { ValueCheck } from './check-value.ts';
import { type CrdSource, type CustomKind, readCrds } from './crd.ts';
import { compileCustomKind } from './compile-custom-kind.ts';
import type { KubernetesVersion } from './kubernetes-version.ts';
import { type Pool, type PoolKind, readPool, type Scope } from './read-pool.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { listKeysAt } from './list-keys.ts';
import { ShapeTable } from './shape.ts';
import { removedNext, unknownKind } from './unknown-kind.ts';

/** What one version of Kubernetes, with the CRDs of an environment, takes. */
export interface Schema {
  readonly version: KubernetesVersion;
  /** Everything that the schema says against an object; one and the same empty list where that is nothing. */
  check(object: unknown): readonly SchemaProblem[];
  /** Undefined for a kind that is not served. */
  scopeOf(apiVersion: string, kind: string): Scope | undefined;
  serves(apiVersion: string, kind: string): boolean;
  /** A kind of any of its versions; undefined where none is served. */
  findKind(group: string, kind: string): FoundKind | undefined;
  /** The fields that identify an item of the list at `path`, field names without list positions; undefined where it is no keyed list. */
  listKeys(apiVersion: string, kind: string, path: readonly string[]): readonly string[] | undefined;
}

export interface FoundKind {
  readonly scope: Scope;
  /** The resource's name, where a CRD says it: `certificates`. */
  readonly plural: string | undefined;
}

export interface OpenSchemaOptions {
  /** CRDs that the cluster has. They take the place of those in the pool (the Gateway API's, for example). */
  readonly crds?: readonly CrdSource[] | undefined;
}

type Check = (object: unknown) => readonly SchemaProblem[];

/** @throws UserError where a CRD is none */
export function openSchema(version: KubernetesVersion, options: OpenSchemaOptions = {}): Schema {
  return new PoolSchema(version, readPool(), readCrds(options.crds ?? []));
}

class PoolSchema implements Schema {
  readonly version: KubernetesVersion;
  readonly #pool: Pool;
  readonly #crds: ReadonlyMap<string, CustomKind>;
  readonly #builtIn: ShapeTable;
  readonly #custom: ShapeTable;
  /** By group and kind: environments ask for the same few. */
  readonly #found = new Map<string, FoundKind | undefined>();
  /** By apiVersion, then kind: made when a kind is first met. */
  readonly #checks = new Map<string, Map<string, Check>>();

  constructor(version: KubernetesVersion, pool: Pool, crds: ReadonlyMap<string, CustomKind>) {
    this.version = version;
    this.#pool = pool;
    this.#crds = crds;
    this.#builtIn = shapesOf(pool, version);
    this.#custom = shapesOf(pool, undefined);
  }

  check(object: unknown): readonly SchemaProblem[] {
    const { apiVersion, kind } = identityOf(object);
    if (typeof apiVersion !== 'string' || typeof kind !== 'string')
      return unknownKind(this.#pool, this.version, apiVersion, kind);
    let kinds = this.#checks.get(apiVersion);
    if (kinds === undefined) this.#checks.set(apiVersion, (kinds = new Map<string, Check>()));
    let check = kinds.get(kind);
    if (check === undefined) kinds.set(kind, (check = this.#checkOf(apiVersion, kind)));
    return check(object);
  }

  scopeOf(apiVersion: string, kind: string): Scope | undefined {
    const key = `${apiVersion}/${kind}`;
    return (this.#builtInKind(key) ?? this.#crds.get(key) ?? this.#pooledCrd(key))?.scope;
  }

  serves(apiVersion: string, kind: string): boolean {
    return this.scopeOf(apiVersion, kind) !== undefined;
  }

  findKind(group: string, kind: string): FoundKind | undefined {
    const key = `${group}/${kind}`;
    const known = this.#found.get(key);
    if (known !== undefined || this.#found.has(key)) return known;
    const found = this.#searchKind(group, kind);
    this.#found.set(key, found);
    return found;
  }

  #searchKind(group: string, kind: string): FoundKind | undefined {
    const isIt = (key: string): boolean =>
      key.endsWith(`/${kind}`) && groupOf(key.slice(0, -kind.length - 1)) === group;
    for (const [key, { scope, plural }] of this.#crds) if (isIt(key)) return { scope, plural };
    for (const key of this.#pool.kinds.keys()) {
      const scope = isIt(key) ? (this.#builtInKind(key) ?? this.#pooledCrd(key))?.scope : undefined;
      if (scope !== undefined) return { scope, plural: undefined };
    }
    return undefined;
  }

  listKeys(apiVersion: string, kind: string, path: readonly string[]): readonly string[] | undefined {
    const key = `${apiVersion}/${kind}`;
    const builtIn = this.#builtInKind(key);
    if (builtIn !== undefined) return listKeysAt(this.#builtIn.of(builtIn.definition), path);
    const pooled = this.#pooledCrd(key);
    return pooled && listKeysAt(this.#custom.of(pooled.definition), path);
  }

  #builtInKind(key: string): PoolKind | undefined {
    const kind = this.#pool.kinds.get(key);
    return kind?.versions.includes(this.version) === true ? kind : undefined;
  }

  #pooledCrd(key: string): PoolKind | undefined {
    const kind = this.#pool.kinds.get(key);
    return kind?.versions.length === 0 ? kind : undefined;
  }

  #checkOf(apiVersion: string, kind: string): Check {
    const key = `${apiVersion}/${kind}`;
    const what = `${kind} ${apiVersion}`;
    const builtIn = this.#builtInKind(key);
    if (builtIn !== undefined) return this.#builtInCheck(builtIn, what, key);
    const crd = this.#crds.get(key);
    if (crd !== undefined) return this.#withMetadata(what, compileCustomKind(crd));
    const pooled = this.#pooledCrd(key);
    if (pooled !== undefined) return this.#withMetadata(what, this.#pooledCheck(pooled, what));
    const problems = unknownKind(this.#pool, this.version, apiVersion, kind);
    return () => problems;
  }

  #builtInCheck(kind: PoolKind, what: string, key: string): Check {
    const shape = this.#builtIn.of(kind.definition);
    const value = new ValueCheck(what, 'built-in', key === 'v1/Secret');
    const ahead = removedNext(this.#pool, this.version, key);
    if (ahead === undefined) return (object) => value.check(shape, object);
    return (object) => [ahead, ...value.check(shape, object)];
  }

  #pooledCheck(kind: PoolKind, what: string): Check {
    const node = this.#pool.nodeOf(kind.definition, undefined);
    const fields = typeof node === 'object' && 'fields' in node ? node.fields : {};
    const shape = this.#custom.of({ ...Object(node), fields: { ...fields, metadata: 'any' } });
    const value = new ValueCheck(what, 'custom', false);
    return (object) => value.check(shape, object);
  }

  /** The server reads the metadata of custom objects as it reads its own. */
  #withMetadata(what: string, check: Check): Check {
    const metadata = this.#builtIn.of({ fields: { metadata: this.#pool.objectMeta }, open: true });
    const value = new ValueCheck(what, 'built-in', false);
    return (object) => {
      const problems = check(object);
      const ofMetadata = value.check(metadata, object);
      return ofMetadata.length === 0 ? problems : [...problems, ...ofMetadata];
    };
  }
}

/** Environments share what is made of a version's definitions. */
function shapesOf(pool: Pool, version: KubernetesVersion | undefined): ShapeTable {
  let shapes = shapesByVersion.get(version);
  if (shapes === undefined) {
    shapes = new ShapeTable((definition) => pool.nodeOf(definition, version));
    shapesByVersion.set(version, shapes);
  }
  return shapes;
}

const shapesByVersion = new Map<KubernetesVersion | undefined, ShapeTable>();

function identityOf(object: unknown): { readonly apiVersion?: unknown; readonly kind?: unknown } {
  return typeof object === 'object' && object !== null ? object : {};
}
