import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { explainDiskError, explainDiskErrors } from '../disk-error.ts';
import { type Lock, takeLock } from './lock.ts';
import { openDist } from './open-dist.ts';
import { removeEmptyFolder } from './remove-empty-folders.ts';
import { shownPath } from '../shown-path.ts';
import { type Change, stageEnvironment } from './stage-environment.ts';
import { type Choice, type Survey, surveyEnvironment } from './survey.ts';
import { finishSwaps, makeChanges } from './swap.ts';
import { dropStage, removeWorkFolder, workFolder, type WorkFolder } from './work-folder.ts';

export interface OpenTransactionOptions {
  /** Absolute path of the folder of all environments; made where it is missing. */
  readonly dist: string;
  /** The repository, which dist must not lead out of. Without it dist may be anywhere. */
  readonly root?: string | undefined;
  /** How long to wait for another process that works in dist. @default 10000 */
  readonly waitMilliseconds?: number | undefined;
}

/** Numbers of files. */
export interface StagedFiles {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

export interface CommitOptions {
  /** A full run names its environments: the folders of others lose what is ours. */
  readonly removeEnvironmentsExcept?: ReadonlySet<string> | undefined;
}

/**
 * Takes dist for this process, and finishes what a killed run left.
 *
 * @throws UserError where dist is no folder, cannot be written, leads out of the root, or is held by another process for longer than the wait
 */
export async function openTransaction(options: OpenTransactionOptions): Promise<Transaction> {
  const { path, isNew } = openDist(options.dist, options.root);
  const work = workFolder(path);
  const lock = await takeLock(work.lock, shownPath(options.dist), options.waitMilliseconds ?? 10_000).catch(
    (error: unknown) => {
      throw explainDiskError(options.dist, error);
    },
  );
  const transaction = new Transaction(path, work, lock, isNew);
  try {
    transaction.recover();
    return transaction;
  } catch (error) {
    transaction.close();
    throw error;
  }
}

/** All environments are staged, then all are changed; until `commit` dist is as it was. Always `close` it. */
export class Transaction {
  readonly #dist: string;
  readonly #work: WorkFolder;
  readonly #lock: Lock;
  readonly #isNew: boolean;
  readonly #changes = new Map<string, Change | undefined>();

  constructor(dist: string, work: WorkFolder, lock: Lock, isNew: boolean) {
    this.#dist = dist;
    this.#work = work;
    this.#lock = lock;
    this.#isNew = isNew;
  }

  /** Finishes the swaps of a killed run, and drops what it had only staged. */
  recover(): void {
    explainDiskErrors(this.#dist, () => {
      finishSwaps(this.#dist, this.#work);
      dropStage(this.#work);
    });
  }

  /**
   * Prepares the files of one environment.
   *
   * @param files path below `dist/<env>` to the whole text
   * @param choice applications, as folders, outside of which nothing is touched
   * @throws UserError where something that kumiki did not write stands in the way
   */
  stage(environment: string, files: ReadonlyMap<string, string>, choice?: Choice): StagedFiles {
    if (!/^[\w-][\w.-]*$/.test(environment))
      throw new UserError(`${environment}: is no name for a folder of dist. Use letters, digits, dots and dashes.`);
    const folder = join(this.#dist, environment);
    return explainDiskErrors(folder, () => {
      const survey = surveyEnvironment(folder, files, choice);
      refuseObstacles(folder, survey);
      this.#stage(environment, files, survey);
      const { changed, missing, unchanged, extra } = survey;
      return { written: changed.length + missing.length, unchanged: unchanged.length, removed: extra.length };
    });
  }

  /**
   * Changes all environments that were staged.
   *
   * @returns the environments whose files were removed because nothing makes them any more
   */
  commit(options: CommitOptions = {}): readonly string[] {
    const { removeEnvironmentsExcept } = options;
    return explainDiskErrors(this.#dist, () => {
      const gone = removeEnvironmentsExcept === undefined ? [] : this.#stageRemovals(removeEnvironmentsExcept);
      const changes = [...this.#changes.values()].filter((change) => change !== undefined);
      if (changes.length > 0) makeChanges(this.#dist, this.#work, changes);
      this.#changes.clear();
      return gone;
    });
  }

  /** Gives dist free. What was staged and not committed is dropped. */
  close(): void {
    explainDiskErrors(this.#dist, () => {
      this.#changes.clear();
      dropStage(this.#work);
      this.#lock.release();
      removeWorkFolder(this.#work);
      if (this.#isNew) removeEmptyFolder(this.#dist);
    });
  }

  #stage(environment: string, files: ReadonlyMap<string, string>, survey: Survey): void {
    if (this.#changes.has(environment)) throw new Error(`${environment} is staged twice`);
    mkdirSync(this.#work.stage, { recursive: true });
    this.#changes.set(
      environment,
      stageEnvironment(files, survey, { dist: this.#dist, stage: this.#work.stage, environment }),
    );
  }

  #stageRemovals(except: ReadonlySet<string>): readonly string[] {
    const gone: string[] = [];
    for (const entry of readdirSync(this.#dist, { withFileTypes: true })) {
      if (!entry.isDirectory() || entry.name.startsWith('.') || except.has(entry.name) || this.#changes.has(entry.name))
        continue;
      const survey = surveyEnvironment(join(this.#dist, entry.name), new Map());
      if (survey.extra.length === 0) continue;
      this.#stage(entry.name, new Map(), survey);
      gone.push(entry.name);
    }
    return gone.toSorted();
  }
}

function refuseObstacles(folder: string, survey: Survey): void {
  if (survey.obstacles.length === 0) return;
  const paths = survey.obstacles.map((path) => shownPath(join(folder, path)));
  const what =
    paths.length === 1
      ? 'stands where a file of kumiki belongs, and kumiki did not write it'
      : 'stand where files of kumiki belong, and kumiki did not write them';
  throw new UserError(`${paths.join(', ')}: ${what}. Move it out of dist, or delete it.`);
}
