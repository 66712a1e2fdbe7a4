import { once } from 'node:events';
import path from 'node:path';
import { watch as watchFiles } from 'chokidar';
import type { Loader } from '../environment/load/load-environments.ts';
import { UserError } from '../errors.ts';
import { conclude } from './conclude.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';
import { runSynth } from './run-synth.ts';
import type { SynthCommandOptions } from './synth-outcome.ts';

/** Changes that come within this many milliseconds of each other are one: an editor writes several files. */
const QUIET = 10;

/** Renders now and on every change of what was read, until the user ends it. Mistakes are told, and it goes on. */
export async function watch(root: string, loader: Loader, options: SynthCommandOptions, io: Io): Promise<number> {
  const watched = watchFiles([path.join(root, 'environments'), path.join(root, 'apps')], { ignoreInitial: true });
  const queue = new RunQueue(async () => {
    const inputs = await renderOnce(root, loader, options, io);
    watched.add([...inputs].filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`)));
  });
  watched.on('all', () => queue.soon());
  // A second change of a file within 50 ms is only seen here.
  watched.on('raw', () => queue.soon());
  // A change before everything is watched would go unseen.
  await once(watched, 'ready');
  queue.soon();
  await io.interrupted();
  await watched.close();
  await queue.idle();
  return EXIT.done;
}

async function renderOnce(
  root: string,
  loader: Loader,
  options: SynthCommandOptions,
  io: Io,
): Promise<ReadonlySet<string>> {
  try {
    const { outcome, inputs } = await runSynth(root, loader, options, io);
    conclude(outcome, options, io);
    return inputs;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.err(`${error.message}\n`);
    return new Set();
  }
}

/** Runs one after the other; what is asked for meanwhile is one run more. */
class RunQueue {
  readonly #run: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(run: () => Promise<void>) {
    this.#run = run;
  }

  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#running = this.#running.then(this.#run);
    }, QUIET);
  }

  async idle(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
  }
}
