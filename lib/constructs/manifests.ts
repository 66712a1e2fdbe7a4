import { Construct } from 'constructs';
import { EnvironmentRoot } from '../environment/environment.ts';
import type { KubernetesObject } from '../manifest/object.ts';
import { addExistingObject } from './add-object.ts';
import { Application } from './application.ts';
import { checkProps, type PropTable } from './check-props.ts';
import { chooseObjects } from './manifests/choose-objects.ts';
import { fillSeals } from './manifests/fill-seals.ts';
import { matchPatches, type ManifestPatches } from './manifests/match-patches.ts';
import { placeObjects } from './manifests/place-objects.ts';
import { readSources } from './manifests/read-sources.ts';
import { warnOfNamespaces } from './manifests/warn-of-namespaces.ts';
import { refuse } from './refuse.ts';
import { rememberSourceLine } from './source-line.ts';

export interface ManifestsProps {
  /** Files, folders and globs, from the repository's root: `vendor/redis`. Of a folder, every `.yaml`, `.yml` and `.json` below it. */
  readonly from: string | readonly string[];
  /** Which objects to take; it sees each as it is written, and may change none. @default all */
  readonly include?: ((object: KubernetesObject) => boolean) | undefined;
  /** Changes to what is written, by kind (`Deployment`), or kind and name (`'Deployment/redis-master'`). Of a kind with its group: `Certificate.cert-manager.io`. @default none */
  readonly patch?: ManifestPatches | undefined;
  /**
   * Where to put every namespaced object, also one that names a namespace itself; those in `kube-system` and its like stay. ServiceAccounts
   * of bindings and Services of webhooks follow. @default what an object names, else the application's namespace
   */
  readonly namespace?: string | undefined;
  /** CustomResourceDefinitions alone, or everything but them. @default all objects */
  readonly crds?: 'only' | 'without' | undefined;
}

const PROPS = { from: 1, include: 1, patch: 1, namespace: 1, crds: 1 } as const satisfies PropTable<ManifestsProps>;

/**
 * The objects of YAML and JSON files of the repository, read as Kubernetes reads them: vendored charts, a platform's files. Their names and
 * fields stay as they are written.
 *
 * @example
 * new Manifests(this, 'redis', { from: 'vendor/redis', patch: { 'StatefulSet/redis-master': { spec: { replicas: 2 } } } });
 */
export class Manifests extends Construct {
  readonly #count: number;

  constructor(scope: Construct, id: string, props: ManifestsProps) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);
    const { namespace } = Application.of(this);

    const sources = readSources(this, props.from, EnvironmentRoot.of(this).data);
    const chosen = chooseObjects(this, sources, props);
    const patchesOf = matchPatches(
      this,
      props.patch,
      chosen.map(({ object }) => object),
    );
    const placed = placeObjects(chosen, { namespace, override: this.#namespaceOf(props) });
    warnOfNamespaces(this, placed, namespace);

    const objects = fillSeals(this, placed.objects);
    for (const [index, { object, construct }] of objects.entries())
      addExistingObject(construct, `${index}-${object.kind}`, object, patchesOf(object));
    this.#count = objects.length;
  }

  /** How many objects it brings. */
  get count(): number {
    return this.#count;
  }

  #namespaceOf({ namespace }: ManifestsProps): string | undefined {
    if (namespace !== '') return namespace;
    refuse(this, "namespace is ''. Leave it out, or name one.");
    return undefined;
  }
}
