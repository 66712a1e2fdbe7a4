import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stampOf, touchedAt } from './stamp.ts';

/**
 * What the last run of one kind looked at and made, so that the next one can tell that nothing has changed since: by the stamps of all its
 * files, as git does. It is a cache: it lies in `node_modules/.cache/kumiki/`, and a run without it gives the same result.
 */
export class Memory<Result> {
  readonly #file: string | undefined;
  readonly #key: string;

  /**
   * @param root the repository's folder
   * @param key everything that a result depends on besides files: versions, and what was asked for
   */
  constructor(root: string, key: readonly unknown[]) {
    this.#key = createHash('sha256').update(JSON.stringify(key)).digest('hex');
    const modules = path.join(root, 'node_modules');
    this.#file = existsSync(modules)
      ? path.join(modules, '.cache', 'kumiki', `${this.#key.slice(0, 16)}.json`)
      : undefined;
  }

  /** The result of the last run, if every file that it looked at is as it was. */
  recall(): Result | undefined {
    const kept = this.#read();
    if (kept === undefined || kept.key !== this.#key) return undefined;
    return kept.stamps.every(([file, stamp]) => stampOf(file) === stamp) ? kept.result : undefined;
  }

  /** @param files every file and folder that the result depends on, or that the run made; those that are missing count too */
  keep(files: Iterable<string>, result: Result): void {
    if (this.#file === undefined) return;
    const stamps = [...new Set(files)].map((file): [string, string] => [file, stampOf(file)]);
    waitUntilPast(Math.max(0, ...stamps.map(([, stamp]) => touchedAt(stamp))));
    const kept: Kept<Result> = { key: this.#key, stamps, result };
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true });
      const unfinished = `${this.#file}.${process.pid}`;
      writeFileSync(unfinished, JSON.stringify(kept));
      renameSync(unfinished, this.#file);
    } catch {
      // A repository whose node_modules cannot be written has no cache.
    }
  }

  #read(): Kept<Result> | undefined {
    if (this.#file === undefined) return undefined;
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Kept<Result>;
    } catch {
      return undefined;
    }
  }
}

interface Kept<Result> {
  readonly key: string;
  readonly stamps: readonly (readonly [file: string, stamp: string])[];
  readonly result: Result;
}

/** File systems tell time in steps of a few milliseconds: a change in the same step as the stamp would go unseen. */
const CLOCK_STEP = 12;

function waitUntilPast(touched: number): void {
  const rest = touched + CLOCK_STEP - Date.now();
  if (rest > 0 && rest <= CLOCK_STEP) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, rest);
}
