import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { countFetched } from './count-fetched.ts';
import type { Lab } from './lab.ts';
import { makeFleet } from './make-fleet.ts';
import { applicationName, environmentName } from './repository/apps/values.ts';
import { serveDigests } from './serve-digests.ts';
import type { TreeUsage } from './run-tree.ts';
import { median, seconds, table, whole } from './table.ts';

/** Whatever `--apps` and `--envs` say: the size that the aim is set for. */
const FLEET = { applications: 200, environments: 100, changes: 1000 };
const ENVIRONMENT = environmentName(42);
const ROUNDS = 5;

/** `kumiki bump --pr` from elsewhere, on a fleet: clone, two runs of the fleet's own kumiki, a commit, and a push to a remote on this disk. */
export async function benchBump(lab: Lab, _: unknown, rounds: number): Promise<string> {
  const folder = lab.emptyFolder('fleet');
  const remote = makeFleet(lab, folder, FLEET);
  const elsewhere = path.join(folder, 'elsewhere');
  mkdirSync(elsewhere, { recursive: true });
  const registry = await serveDigests();
  let application = 0;
  const bump = (index: number, env: NodeJS.ProcessEnv = {}): Promise<TreeUsage> => {
    const name = applicationName(index);
    const image = `api=${registry.host}/acme/${name}:2.0.0@sha256:${'a'.repeat(64)}`;
    const place = ['--env', ENVIRONMENT, '--pr', '--repository', remote, '--host', 'git'];
    return lab.runTree(['--json', 'bump', name, image, ...place], {
      cwd: elsewhere,
      env: { ...process.env, ...QUIET, XDG_CACHE_HOME: path.join(folder, 'cache'), ...env },
    });
  };
  try {
    const first = await bump(application++);
    const fetched = await countFetched(folder, (env) => bump(application++, env));
    const count = Math.max(rounds, ROUNDS);
    const usages: Record<'another' | 'same', TreeUsage[]> = { another: [], same: [] };
    for (let round = 0; round < count; round++) {
      // In turn, so that what else the machine does meets both.
      // oxlint-disable-next-line no-await-in-loop
      usages.another.push(expectAction('created', await bump(application++)));
      // oxlint-disable-next-line no-await-in-loop
      usages.same.push(expectAction('none', await bump(0)));
    }
    return [
      `kumiki bump --pr, ${FLEET.environments} environments × ${FLEET.applications} applications × 10 objects, ${whole(FLEET.changes)} commits, a remote on this disk, median of ${count}`,
      table(
        ['', 'CPU s', 'wall s', 'MB of all processes'],
        [
          row('the first, which installs', [first]),
          row('another application', usages.another),
          row('nothing to do', usages.same),
        ],
      ),
      `It fetches ${whole(fetched.objects)} objects, ${fetched.megabytes.toFixed(1)} MB, in ${fetched.connections} connections; the first of them has all but ${whole(fetched.later)} objects.`,
      table(['process', 'peak MB'], peaksOf(usages.another)),
    ].join('\n\n');
  } finally {
    registry.close();
  }
}

/** Nothing of the person who measures. */
const QUIET = { NODE_ENV: 'production', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

function expectAction(action: string, usage: TreeUsage): TreeUsage {
  const answer = JSON.parse(usage.out) as {
    readonly action: string;
    readonly files: readonly string[];
    readonly notes: readonly string[];
  };
  if (answer.action !== action || answer.notes.some((note) => note.includes('not its own render')))
    throw new Error(`bump: is not '${action}' on a base that is its own render, but ${usage.out}`);
  return usage;
}

function row(name: string, usages: readonly TreeUsage[]): readonly string[] {
  const of = (key: 'cpu' | 'wall' | 'together'): number => median(usages.map((usage) => usage[key]));
  return [name, seconds(of('cpu')), seconds(of('wall')), whole(of('together'))];
}

/** The processes that matter. */
function peaksOf(usages: readonly TreeUsage[]): readonly (readonly string[])[] {
  const names = new Set(usages.flatMap(({ peaks }) => [...peaks.keys()]));
  const rows = [...names].map((name) => [name, Math.max(...usages.map(({ peaks }) => peaks.get(name) ?? 0))] as const);
  return rows.filter(([, peak]) => peak > 20).map(([name, peak]) => [name, whole(peak)]);
}
