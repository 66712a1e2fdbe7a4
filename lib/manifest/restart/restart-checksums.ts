import type { IConstruct } from 'constructs';
import { Config } from '../../constructs/config.ts';
import { tryWorkload } from '../../constructs/workload/workloads.ts';
import type { Dependency } from '../dependencies.ts';
import type { KubernetesObject, RenderedObject } from '../object.ts';
import { annotateTemplate } from './annotate-template.ts';
import { configChecksum } from './config-checksum.ts';
import type { Fields } from '../../fields.ts';
import { fieldsIn } from './read-fields.ts';
import { usedConfigs } from './used-configs.ts';

/** Those that replace their Pods when the template changes. A Job's is fixed, and each run of a CronJob is new. */
const REPLACING: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

interface FoundWorkload {
  readonly construct: IConstruct;
  readonly index: number;
}

/** Puts a checksum of the ConfigMap keys that Pods use on their templates, so that a change of one is a rollout. */
export class RestartChecksums {
  readonly #render: (config: Config) => KubernetesObject | undefined;
  readonly #workloads: FoundWorkload[] = [];
  /** By application, namespace and name. */
  readonly #configs = new Map<string, KubernetesObject>();

  /** @param render a Config of an application that may not have been walked */
  constructor(render: (config: Config) => KubernetesObject | undefined) {
    this.#render = render;
  }

  /** Told of every object that was rendered, with its place in the list of all. */
  see(construct: IConstruct, { application, object }: RenderedObject, index: number): void {
    if (object.kind === 'ConfigMap') this.#configs.set(placeOf(application, object), object);
    else if (REPLACING.has(object.kind) && restartOf(construct) === 'checksum')
      this.#workloads.push({ construct, index });
  }

  /** Replaces the workloads in the list by those with a checksum. */
  annotate(objects: RenderedObject[], dependencies: readonly Dependency[]): void {
    if (this.#workloads.length === 0) return;
    const references = configsByUser(dependencies);
    for (const { construct, index } of this.#workloads) {
      const rendered = objects[index];
      const pod = fieldsIn(fieldsIn(fieldsIn(rendered?.object, 'spec'), 'template'), 'spec');
      if (rendered === undefined || pod === undefined) continue;
      const checksum = configChecksum(usedConfigs(pod), (name) =>
        this.#find(name, rendered, references.get(construct)),
      );
      if (checksum === undefined) continue;
      objects[index] = { ...rendered, object: annotateTemplate(rendered.object, 'checksum/config', checksum) };
    }
  }

  /**
   * One of its own application, which is rendered whole or not at all; or one that it refers to, wherever that is: the same, whatever part
   * of the environment is rendered.
   */
  #find(name: string, { application, object }: RenderedObject, configs: readonly Config[] = []): Fields | undefined {
    const { namespace } = object.metadata;
    const own = this.#configs.get(placeOf(application, { metadata: { name, namespace } }));
    if (own !== undefined) return own;
    const config = configs.find(({ configMap }) => configMap.value === name);
    return config && this.#render(config);
  }
}

function restartOf(construct: IConstruct): string | undefined {
  const workload = tryWorkload(construct);
  return workload && (workload.props.restart ?? 'checksum');
}

function configsByUser(dependencies: readonly Dependency[]): ReadonlyMap<IConstruct, readonly Config[]> {
  const configs = new Map<IConstruct, Config[]>();
  for (const { from, to } of dependencies) {
    if (!(to instanceof Config)) continue;
    const known = configs.get(from);
    if (known === undefined) configs.set(from, [to]);
    else known.push(to);
  }
  return configs;
}

function placeOf(application: string, { metadata }: Pick<KubernetesObject, 'metadata'>): string {
  return `${application}/${metadata.namespace}/${metadata.name}`;
}
