import { assertSameObjects } from './assert-same-objects.ts';
import type { Lab, Run } from './lab.ts';
import type { Size } from './make-repository.ts';
import type { Usage } from './run-measured.ts';
import { median, seconds, table, whole } from './table.ts';

type Way = 'kumiki' | 'cdk8s-plus' | 'l1' | 'plain';

const WAYS: Readonly<Record<Way, string>> = {
  kumiki: 'kumiki synth, checks on',
  'cdk8s-plus': 'stock cdk8s-plus-27',
  l1: 'stock cdk8s, generated classes',
  plain: 'plain objects + our emitter, no checks',
};

/** The same objects four ways, in turn. */
export function benchRenderers(lab: Lab, size: Size, rounds: number): string {
  const usages: Record<Way, Usage[]> = { kumiki: [], 'cdk8s-plus': [], l1: [], plain: [] };
  for (let round = 0; round < rounds; round++) {
    const runs = {
      kumiki: lab.runSynth(size),
      'cdk8s-plus': lab.runProgram('cdk8s-plus', size),
      l1: lab.runProgram('l1', size),
      plain: lab.runProgram('plain', size),
    } satisfies Record<Way, Run>;
    for (const way of Object.keys(runs) as Way[]) usages[way].push(runs[way].usage);
    if (round === 0) assertSameObjects(runs.kumiki.output, runs.plain.output);
  }
  const ours = median(usages.kumiki.map(({ cpu }) => cpu));
  const rows = (Object.keys(WAYS) as Way[]).map((way) => {
    const cpu = median(usages[way].map((usage) => usage.cpu));
    return [
      WAYS[way],
      seconds(cpu),
      seconds(median(usages[way].map(({ wall }) => wall))),
      whole(Math.max(...usages[way].map(({ peak }) => peak))),
      (cpu / ours).toFixed(2),
    ];
  });
  const objects = whole(size.applications * size.environments * 10);
  return `${objects} objects, one file an application, median of ${rounds}\n\n${table(['', 'CPU s', 'wall s', 'peak MB', '× kumiki'], rows)}`;
}
