import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { forget, type Lab } from './lab.ts';
import type { Size } from './make-repository.ts';
import { seconds, table } from './table.ts';

const SHARDS = 4;

/** One run, and the same work as the machines of a CI matrix share it. Throws where their files, together, are not those of the one run. */
export function benchShards(lab: Lab, size: Size): string {
  const repository = lab.repository(size);
  const whole = filesBelow(lab.runSynth(size).output);
  const seen = new Map<string, string>();
  const rows = Array.from({ length: SHARDS }, (_, index) => {
    forget(repository);
    const shard = `${index + 1}/${SHARDS}`;
    const { cpu, wall } = lab.runCommand(['synth', '--cwd', repository, '--shard', shard]);
    const files = filesBelow(path.join(repository, 'dist'));
    for (const [file, text] of files) {
      if (seen.has(file)) throw new Error(`--shard ${shard} writes ${file}, as another shard does`);
      if (whole.get(file) !== text) throw new Error(`--shard ${shard} writes ${file} otherwise than one run`);
      seen.set(file, text);
    }
    return [shard, files.size, seconds(cpu), seconds(wall)];
  });
  if (seen.size !== whole.size) throw new Error(`the shards write ${seen.size} files, one run ${whole.size}`);
  return `Shards: disjoint, together the bytes of one run\n\n${table(['shard', 'files', 'CPU s', 'wall s'], rows)}`;
}

function filesBelow(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file), readFileSync(file, 'utf8')];
    }),
  );
}
