import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { forget, type Lab } from './lab.ts';
import { pinsOf, type Size } from './make-repository.ts';
import { environmentName, valuesOf } from './repository/apps/values.ts';
import type { Usage } from './run-measured.ts';
import { median, seconds, table, whole } from './table.ts';

/** What somebody who works on the repository waits for. */
export function benchCommand(lab: Lab, size: Size, rounds: number): string {
  const repository = lab.repository(size);
  const small = lab.repository({ applications: 1, environments: 3 });
  const synth = (folder: string, ...args: readonly string[]): Usage =>
    lab.runCommand(['synth', '--cwd', folder, ...args]);
  synth(repository);

  let round = 0;
  const rows = [
    row('--help', rounds, () => lab.runCommand(['--help'])),
    row('nothing changed', rounds, () => synth(repository)),
    row('one pin changed', rounds, () => {
      bump(repository, `2.0.${round++}`);
      return synth(repository);
    }),
    row('… and only its application in three environments', rounds, () => {
      bump(repository, `2.1.${round++}`);
      return synth(
        repository,
        ...[0, 1, 2].flatMap((region) => ['--env', environmentName(region)]),
        '--app',
        pinned.application,
      );
    }),
    row('a repository of one application × three environments', rounds, () => {
      forget(small);
      return synth(small);
    }),
  ];
  return `The command, in a repository of ${whole(size.applications * size.environments * 10)} objects, median of ${rounds}\n\n${table(['', 'CPU s', 'wall s', 'peak MB'], rows)}`;
}

const pinned = valuesOf(environmentName(0), 0);

function bump(repository: string, tag: string): void {
  writeFileSync(
    path.join(repository, 'environments', pinned.environment, 'images', `${pinned.application}.json`),
    pinsOf(pinned.repository, tag),
  );
}

function row(name: string, rounds: number, run: () => Usage): readonly string[] {
  const usages = Array.from({ length: rounds }, run);
  const of = (key: keyof Usage): number => median(usages.map((usage) => usage[key]));
  return [name, seconds(of('cpu')), seconds(of('wall')), whole(of('peak'))];
}
