import type { Lab } from './lab.ts';
import type { Size } from './make-repository.ts';
import { seconds, table, whole } from './table.ts';

/** From a tenth of the workload to ten times as much: time should grow with the objects, memory with those of one environment. */
export function benchGrowth(lab: Lab, { applications, environments }: Size): string {
  const sizes: readonly Size[] = [
    { applications: Math.ceil(applications / 3), environments: Math.ceil((environments * 3) / 10) },
    { applications, environments },
    { applications: Math.ceil((applications * 10) / 3), environments: environments * 3 },
  ];
  const rows = sizes.map((size) => {
    const { cpu, wall, peak } = lab.runSynth(size).usage;
    const objects = size.applications * size.environments * 10;
    return [
      `${size.applications} × ${size.environments}`,
      whole(objects),
      seconds(cpu),
      seconds(wall),
      whole(objects / cpu),
      whole(peak),
    ];
  });
  return `Growth of a cold synth\n\n${table(['apps × environments', 'objects', 'CPU s', 'wall s', 'objects / CPU s', 'peak MB'], rows)}`;
}
