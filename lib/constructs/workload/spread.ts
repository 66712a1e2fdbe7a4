import type { Construct } from 'constructs';
import type { TopologySpreadConstraint } from '../../kubernetes.ts';
import { showValue } from '../../manifest/show-value.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';

/** `prefer`: as even as it goes · `require`: a Pod waits rather than make it uneven. */
export type Evenness = 'prefer' | 'require';

export interface Spread {
  /** Over zones (`topology.kubernetes.io/zone`). @default not */
  readonly zones?: Evenness | undefined;
  /** Over nodes (`kubernetes.io/hostname`). @default not */
  readonly nodes?: Evenness | undefined;
}

const SPREAD = { zones: 1, nodes: 1 } as const satisfies PropTable<Spread>;

/** @param revisionLabel the Pods of one revision, which this label tells apart, are counted alone: else a rollout ends uneven */
export function spreadOf(
  construct: Construct,
  spread: Spread,
  selector: Readonly<Record<string, string>>,
  revisionLabel: string | undefined,
): readonly TopologySpreadConstraint[] {
  checkProps(construct, spread, SPREAD, 'spread');
  for (const [over, evenness] of Object.entries<unknown>({ ...spread })) {
    if (evenness === undefined || evenness === 'prefer' || evenness === 'require' || !Object.hasOwn(SPREAD, over))
      continue;
    refuse(construct, `spread.${over} is ${showValue(evenness)}. Use 'prefer' or 'require'.`);
  }
  const constraint = (topologyKey: string, evenness: Evenness): TopologySpreadConstraint => ({
    labelSelector: { matchLabels: selector },
    matchLabelKeys: revisionLabel === undefined ? undefined : [revisionLabel],
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: evenness === 'require' ? 'DoNotSchedule' : 'ScheduleAnyway',
  });
  return [
    ...(spread.zones ? [constraint('topology.kubernetes.io/zone', spread.zones)] : []),
    ...(spread.nodes ? [constraint('kubernetes.io/hostname', spread.nodes)] : []),
  ];
}
