import { activeFreeze, isOverridden, periodOf } from '../freezes/active-freeze.ts';
import type { FreezeOverride } from '../freezes/read-overrides.ts';
import { isHeld, type Hold } from '../holds/hold.ts';
import type { Pins, PinSource } from '../pins.ts';
import type { EnvironmentPolicy, ZonedFreeze } from '../policy.ts';
import type { SourceRecord } from '../../environment/source/source-file.ts';
import { commonSource, differentSources } from './common-source.ts';
import { comparePins, type Difference } from './compare-pins.ts';
import { addReplicas, type Replicas, type WorkloadStatus } from './workloads.ts';

/** What runs in an environment; its shape is that of `--json`. */
export interface EnvironmentStatus {
  readonly name: string;
  /** The commit of this repository whose code it is built from, where that is not the one that is shown. */
  readonly source?: SourceRecord | undefined;
  /** When the preview that it is ends, as its file says: a day, or a time with its zone. */
  readonly until?: string | undefined;
  /** It takes no change now. */
  readonly frozen?: ActiveFreeze | undefined;
  readonly applications: readonly ApplicationStatus[];
}

export interface ApplicationStatus {
  readonly name: string;
  /** As they are rendered, each once, in the order of workloads and containers. */
  readonly images: readonly string[];
  /** Of all workloads together. */
  readonly replicas: Replicas;
  /** What all pins agree on. */
  readonly source: PinSource;
  /** That of each pin, by the name of its image, where they do not agree. */
  readonly sources?: Readonly<Record<string, PinSource>> | undefined;
  /** When the pins last changed on this branch, as ISO 8601; undefined where nobody knows. */
  readonly changed?: string | undefined;
  readonly held?: Hold | undefined;
  /** It takes no change now, and nothing overrides that. */
  readonly frozen?: ActiveFreeze | undefined;
  /** How its pins stand to those of each upstream that has some. */
  readonly upstream?: Readonly<Record<string, Difference>> | undefined;
  readonly workloads: readonly WorkloadStatus[];
}

/** Times as ISO 8601. */
export interface ActiveFreeze {
  readonly reason: string;
  readonly from: string;
  readonly until: string;
}

/** What the repository has of an environment. */
export interface EnvironmentFacts {
  readonly name: string;
  /** What is rendered, by application. */
  readonly workloads: ReadonlyMap<string, readonly WorkloadStatus[]>;
  readonly pins: ReadonlyMap<string, Pins>;
  readonly holds: ReadonlyMap<string, Hold>;
  readonly overrides: readonly FreezeOverride[];
  readonly source: SourceRecord | undefined;
  readonly until: string | undefined;
  /** Seconds since 1970, by application. */
  readonly changed: ReadonlyMap<string, number>;
}

/**
 * @param policy undefined where nobody knows it
 * @param upstreams the pins of its upstreams, by environment and application
 */
export function environmentStatus(
  facts: EnvironmentFacts,
  policy: EnvironmentPolicy | undefined,
  upstreams: ReadonlyMap<string, ReadonlyMap<string, Pins>>,
  now: Date,
): EnvironmentStatus {
  const freeze = policy && activeFreeze(policy, now, [], undefined);
  const frozen = freeze && describe(freeze);
  const applications = [...facts.workloads].map(([name, workloads]): ApplicationStatus => {
    const pins = facts.pins.get(name) ?? {};
    const hold = facts.holds.get(name);
    const seconds = facts.changed.get(name);
    return {
      name,
      images: [...new Set(workloads.flatMap(({ images }) => Object.values(images)))],
      replicas: addReplicas(workloads),
      source: commonSource(pins),
      ...differentSources(pins),
      ...(seconds !== undefined && { changed: new Date(seconds * 1000).toISOString() }),
      ...(hold !== undefined && isHeld(hold, now) && { held: hold }),
      ...(frozen && !isOverridden(facts.overrides, now, name) && { frozen }),
      ...differences(pins, name, policy?.upstream ?? [], upstreams),
      workloads,
    };
  });
  const { source, until } = facts;
  return {
    name: facts.name,
    ...(source !== undefined && { source }),
    ...(until !== undefined && { until }),
    ...(frozen && { frozen }),
    applications,
  };
}

function differences(
  pins: Pins,
  application: string,
  names: readonly string[],
  upstreams: ReadonlyMap<string, ReadonlyMap<string, Pins>>,
): Pick<ApplicationStatus, 'upstream'> {
  const entries = names.flatMap((name): [string, Difference][] => {
    const difference = comparePins(pins, upstreams.get(name)?.get(application) ?? {});
    return difference === undefined ? [] : [[name, difference]];
  });
  return entries.length === 0 ? {} : { upstream: Object.fromEntries(entries) };
}

function describe(freeze: ZonedFreeze): ActiveFreeze {
  const { from, until } = periodOf(freeze);
  return { reason: freeze.reason, from: from.toISOString(), until: until.toISOString() };
}
