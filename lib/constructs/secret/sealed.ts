import { EnvironmentRoot } from '../../environment/environment.ts';
import type { SealedFile, Scope } from '../../secret/sealed-file.ts';
import { addObject } from '../add-object.ts';
import { report } from '../refuse.ts';
import { generationsOf, whyNoGenerations, withGenerations, generationName } from './generations.ts';
import { refuseMissingKeys } from './missing-keys.ts';
import { refuseMoved } from './moved.ts';
import { SecretProvider, type ProvidedSecret, type SecretPlace, type SecretRestart } from './provider.ts';

/** Values that `kumiki secret set` has sealed, in `environments/<env>/secrets/<application>/<name>.json`: a SealedSecret. */
export const sealed = SecretProvider.of((place) => {
  const { construct, application, id, named } = place;
  const root = EnvironmentRoot.of(construct);
  root.secretUses.set(`${application}/${id}`, { application, secret: id, keys: named });
  const seals = new Seals(place, root.data.sealed(application, id));
  addSealedSecret(place, seals);
  return seals;
});

/** The seals of one Secret, and who uses them how. */
class Seals implements ProvidedSecret {
  /** The generations beside the current values. */
  readonly isMixed = true;
  readonly #place: SecretPlace;
  readonly #file: SealedFile | undefined;
  #restart: (SecretRestart & { readonly generations: readonly number[] }) | undefined;

  constructor(place: SecretPlace, file: SealedFile | undefined) {
    this.#place = place;
    this.#file = file;
    const moved = file !== undefined && file.isStandIn !== true && refuseMoved(place, file);
    if (file?.isStandIn === true || moved) return;
    const { construct } = place;
    construct.node.addValidation({ validate: () => refuseMissingKeys(place, file) });
  }

  get scope(): Scope {
    return this.#file?.scope ?? 'strict';
  }

  readonly keys = (): readonly string[] | undefined => {
    if (this.#file?.isStandIn === true) return undefined;
    return Object.keys(this.#file?.keys ?? {});
  };

  readonly restart = (): SecretRestart => (this.#restart ??= this.#planRestart());

  get encryptedData(): Readonly<Record<string, string>> {
    const file = this.#filled();
    return file === undefined ? {} : withGenerations(file, this.#restart?.generations ?? []);
  }

  #planRestart(): SecretRestart & { readonly generations: readonly number[] } {
    const file = this.#file;
    if (file === undefined) return { nameOf: (key) => key, stamp: undefined, generations: [] };
    const { generation } = file;
    const { construct } = this.#place;
    const problem = whyNoGenerations(Object.keys(file.keys), generation);
    if (problem !== undefined)
      report(construct, {
        rule: 'reference/secret-key',
        severity: 'error',
        message: `${construct.node.path}: ${problem}, or use restart: 'reloader' where it is used.`,
      });
    const generations = generationsOf(file);
    if (generations.length > 0)
      return { nameOf: (key) => generationName(key, generation), stamp: undefined, generations };
    report(construct, {
      rule: 'practice/large-secret',
      severity: 'info',
      message: `${construct.node.path}: is too large to hold its values twice. A Pod that starts before the controller has unsealed new values gets the former ones, and keeps them. Split the secret up, or restart its workloads after a change.`,
    });
    return { nameOf: (key) => key, stamp: String(generation), generations };
  }

  /** What tests ask for is there. */
  #filled(): SealedFile | undefined {
    if (this.#file?.isStandIn !== true) return this.#file;
    const seal = { sealed: 'stand-in', certificate: '' };
    return { ...this.#file, keys: Object.fromEntries([...this.#place.named].map((key) => [key, seal])) };
  }
}

/** Source: NewSealedSecret in pkg/apis/sealedsecrets/v1alpha1 of github.com/bitnami-labs/sealed-secrets, which kubeseal uses. */
function addSealedSecret({ construct, name, namespace, labels, type }: SecretPlace, seals: Seals): void {
  const annotations = SCOPE_ANNOTATIONS[seals.scope];
  addObject(construct, {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { annotations, labels, name, namespace },
    spec: {
      // A getter: who uses it how is known when all is built.
      get encryptedData() {
        return seals.encryptedData;
      },
      template: { metadata: { annotations, labels }, type },
    },
  });
}

const SCOPE_ANNOTATIONS: Readonly<Record<Scope, Readonly<Record<string, string>> | undefined>> = {
  strict: undefined,
  'namespace-wide': { 'sealedsecrets.bitnami.com/namespace-wide': 'true' },
  'cluster-wide': { 'sealedsecrets.bitnami.com/cluster-wide': 'true' },
};
