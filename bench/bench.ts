import { execFileSync } from 'node:child_process';
import { arch, cpus, totalmem } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { benchBump } from './bench-bump.ts';
import { benchCommand } from './bench-command.ts';
import { benchGrowth } from './bench-growth.ts';
import { benchRenderers } from './bench-renderers.ts';
import { benchSealing } from './bench-sealing.ts';
import { benchShards } from './bench-shards.ts';
import { benchVendored } from './bench-vendored.ts';
import { Lab } from './lab.ts';

export interface BenchOptions {
  /** This repository. */
  readonly root: string;
  /** Where the programs are and where they may write; removed afterwards. */
  readonly folder: string;
  readonly args: readonly string[];
}

const SECTIONS = {
  renderers: benchRenderers,
  command: benchCommand,
  shards: benchShards,
  sealing: benchSealing,
  vendored: benchVendored,
  bump: benchBump,
  growth: benchGrowth,
} as const;

/** Every measurement, section by section, as tables on the standard output. `--help` says what can be chosen. */
export async function bench({ root, folder, args }: BenchOptions): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      apps: { type: 'string', default: '300' },
      envs: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '3' },
      'skip-build': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return print(HELP);
  if (!values['skip-build'])
    execFileSync(process.execPath, [path.join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
  const size = { applications: Number(values.apps), environments: Number(values.envs) };
  const lab = new Lab(root, folder);

  print(
    `Node ${process.version}, ${cpus().length} cores (${arch()}), ${Math.round(totalmem() / 2 ** 30)} GB of memory.`,
  );
  for (const [name, section] of Object.entries(SECTIONS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    // oxlint-disable-next-line no-await-in-loop -- they measure: one after the other
    print(`\n${await section(lab, size, Number(values.rounds))}`);
  }
}

const HELP = `npm run bench -- [${Object.keys(SECTIONS).join(' | ')}]… [--apps 300] [--envs 10] [--rounds 3] [--skip-build]`;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
