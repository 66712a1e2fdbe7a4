import { once } from 'node:events';
import path from 'node:path';
import { watch as watchFiles } from 'chokidar';
import type { Loader } from '../environment/load/load-environments.ts';
import { UserError } from '../errors.ts';
import { conclude } from './conclude.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';
import { RunQueue } from './run-queue.ts';
import { runSynth } from './run-synth.ts';
import type { SynthCommandOptions } from './synth-outcome.ts';

/** Renders now and on every change of what was read, until the user ends it. Mistakes are told, and it goes on; a bug ends it. */
export async function watch(root: string, loader: Loader, options: SynthCommandOptions, io: Io): Promise<number> {
  const at = (name: string): string => path.join(root, name);
  const watched = watchFiles([at('environments'), at('apps'), at('kumiki.config.ts')], { ignoreInitial: true });
  const queue = new RunQueue(async () => {
    const files = await renderOnce(root, loader, options, io);
    watched.add(files.filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`)));
  });
  watched.on('all', () => queue.soon());
  // A second change of a file within 50 ms is only seen here. What changes in the root itself may be dist.
  watched.on('raw', (_, __, details) => {
    if (!isAbout(details, root)) queue.soon();
  });
  // A change before everything is watched would go unseen.
  await once(watched, 'ready');
  queue.soon();
  try {
    await Promise.race([io.interrupted(), queue.failure]);
    return EXIT.done;
  } finally {
    await watched.close();
    await queue.idle();
  }
}

function isAbout(details: unknown, folder: string): boolean {
  return typeof details === 'object' && details !== null && 'watchedPath' in details && details.watchedPath === folder;
}

/** @returns the files to watch from now on */
async function renderOnce(
  root: string,
  loader: Loader,
  options: SynthCommandOptions,
  io: Io,
): Promise<readonly string[]> {
  try {
    const { outcome, inputs } = await runSynth(root, loader, options, io);
    conclude(outcome, options, io);
    return [...inputs];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.err(`${error.message}\n`);
    return filesIn(error.message).map((file) => path.join(root, file));
  }
}

/** `lib/sizes.ts` of `lib/sizes.ts:3: …`: where the mistake is corrected, though it kept the file from being loaded. */
function filesIn(message: string): readonly string[] {
  return [...message.matchAll(/^([^\s:]+):\d+/gm)].map(([, file = '']) => file);
}
