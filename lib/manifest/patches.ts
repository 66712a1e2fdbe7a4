import type { IConstruct } from 'constructs';
import type { Schema } from '../schema/open-schema.ts';
import { applyPatch } from './apply-patch.ts';
import { canonicalQuantities } from './canonical-quantities.ts';
import { findingsOf } from './construct-findings.ts';
import type { KubernetesObject } from './object.ts';

/** The patches of one environment, and whether each of them changed anything. */
export class Patches {
  readonly #schema: Schema;
  readonly #plain: (object: object, construct: IConstruct) => KubernetesObject;
  readonly #effective = new Set<object>();
  /** Each with the first object that it did not change. */
  readonly #ineffective = new Map<object, { readonly construct: IConstruct; readonly kind: string }>();

  /** @param plain what is merged may hold references */
  constructor(schema: Schema, plain: (object: object, construct: IConstruct) => KubernetesObject) {
    this.#schema = schema;
    this.#plain = plain;
  }

  apply(construct: IConstruct, object: KubernetesObject, patch: object | undefined): KubernetesObject {
    if (typeof patch !== 'object' || patch === null) return object;
    const { refuse } = findingsOf(construct);
    const listKeys = (path: readonly string[]): readonly string[] | undefined =>
      this.#schema.listKeys(object.apiVersion, object.kind, path);
    const merged = applyPatch(
      object,
      canonicalQuantities(patch) as Readonly<Record<string, unknown>>,
      listKeys,
      (path, message) => refuse('practice/patch', path, `patch.${object.kind}${path.replaceAll('/', '.')}: ${message}`),
    );
    const plain = this.#plain(merged, construct);
    if (JSON.stringify(plain) !== JSON.stringify(object)) this.#effective.add(patch);
    else if (!this.#ineffective.has(patch)) this.#ineffective.set(patch, { construct, kind: object.kind });
    return plain;
  }

  /** One that several objects share need not change each of them. */
  refuseIneffective(): void {
    for (const [patch, { construct, kind }] of this.#ineffective) {
      if (this.#effective.has(patch)) continue;
      findingsOf(construct).refuse(
        'practice/patch-without-effect',
        undefined,
        `patch.${kind} changes nothing. Remove it, or mend the field that it names.`,
      );
    }
  }
}
