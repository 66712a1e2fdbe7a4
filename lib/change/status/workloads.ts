import { fieldsOf, isFields, type Fields } from '../../fields.ts';

/** How many Pods there are: a number, what an autoscaler may make of it, or null where nodes, schedules or runs decide. */
export type Replicas = number | { readonly min: number; readonly max: number } | null;

/** A workload as it is rendered. */
export interface WorkloadStatus {
  readonly kind: string;
  readonly name: string;
  /** By container, those that run before the others included. */
  readonly images: Readonly<Record<string, string>>;
  readonly replicas: Replicas;
}

/** Kinds that say something about what runs. */
export const STATUS_KINDS = {
  Deployment: 1,
  StatefulSet: 1,
  ReplicaSet: 1,
  Rollout: 1,
  DaemonSet: 0,
  Job: 0,
  CronJob: 0,
  Pod: 0,
  HorizontalPodAutoscaler: undefined,
} as const satisfies Record<string, 0 | 1 | undefined>;

/** The workloads among the objects of an application, by kind and name. */
export function workloadsOf(objects: readonly Fields[]): readonly WorkloadStatus[] {
  const scalers = objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler').map(({ spec }) => fieldsOf(spec));
  return objects
    .filter(({ kind }) => defaultReplicas(kind) !== undefined)
    .map((object) => workloadOf(object, scalers))
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** The Pods of all workloads together. */
export function addReplicas(workloads: readonly WorkloadStatus[]): Replicas {
  const counted = workloads.flatMap(({ replicas }) => replicas ?? []);
  if (counted.length === 0) return null;
  const [min, max] = (['min', 'max'] as const).map((end) =>
    counted.reduce<number>((sum, replicas) => sum + (typeof replicas === 'number' ? replicas : replicas[end]), 0),
  );
  return min === undefined || max === undefined || min === max ? (min ?? 0) : { min, max };
}

function workloadOf(object: Fields, scalers: readonly Fields[]): WorkloadStatus {
  const { kind } = object;
  const name = String(fieldsOf(object['metadata'])['name']);
  const spec = fieldsOf(object['spec']);
  const pod = podOf(kind, spec);
  const containers = [pod['containers'], pod['initContainers']].flatMap((list): readonly unknown[] =>
    Array.isArray(list) ? list : [],
  );
  const images = containers
    .filter(isFields)
    .map((container): [string, string] => [String(container['name']), String(container['image'])]);
  return {
    kind: String(kind),
    name,
    images: Object.fromEntries(images),
    replicas: replicasOf(kind, name, spec, scalers),
  };
}

function podOf(kind: unknown, spec: Fields): Fields {
  if (kind === 'Pod') return spec;
  const template = kind === 'CronJob' ? fieldsOf(fieldsOf(spec['jobTemplate'])['spec'])['template'] : spec['template'];
  return fieldsOf(fieldsOf(template)['spec']);
}

function replicasOf(kind: unknown, name: string, spec: Fields, scalers: readonly Fields[]): Replicas {
  if (defaultReplicas(kind) !== 1) return null;
  const scaler = scalers.find(({ scaleTargetRef }) => {
    const target = fieldsOf(scaleTargetRef);
    return target['kind'] === kind && target['name'] === name;
  });
  if (scaler !== undefined) return { min: numberOf(scaler['minReplicas']), max: numberOf(scaler['maxReplicas']) };
  return numberOf(spec['replicas']);
}

/** The API's default is one. */
function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 1;
}

function defaultReplicas(kind: unknown): 0 | 1 | undefined {
  const table: Readonly<Record<string, 0 | 1 | undefined>> = STATUS_KINDS;
  return typeof kind === 'string' && Object.hasOwn(table, kind) ? table[kind] : undefined;
}

function keyOf({ kind, name }: WorkloadStatus): string {
  return `${kind} ${name}`;
}
