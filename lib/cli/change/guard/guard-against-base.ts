import type { Deletion } from '../../../change/deletions.ts';
import { guardDeletions } from '../../../change/guard/guard-deletions.ts';
import { tryParseReference } from '../../../change/guard/object-reference.ts';
import { previewEnvironments } from '../../../change/preview/preview-environments.ts';
import type { MaxDeletes } from '../../../config/define-config.ts';
import { PREVIEWS_FOLDER } from '../../../environment/previews/preview-file.ts';
import { isError, type Finding } from '../../../errors.ts';
import { DIST, type BaseDist } from './base-dist.ts';
import { changeOf, foreignTexts, type EnvironmentChange } from './environment-change.ts';
import { placeObjects } from './place-objects.ts';

export interface GuardOptions {
  /** The repository's folder. */
  readonly root: string;
  readonly base: BaseDist;
  /** The entries of `deletions.json`, by environment. */
  readonly entries: ReadonlyMap<string, readonly Deletion[]>;
  /** Every environment that the source declares, with whether it is protected. */
  readonly declared: ReadonlyMap<string, boolean>;
  readonly maxDeletes: MaxDeletes | undefined;
}

/** Compares what is rendered, an environment at a time, with a base, and judges in the end. */
export class GuardAgainstBase {
  readonly #options: GuardOptions;
  /** The files of the base, below `dist/<env>/`. */
  readonly #known: ReadonlyMap<string, readonly string[]>;
  readonly #changes = new Map<string, EnvironmentChange>();

  constructor(options: GuardOptions) {
    this.#options = options;
    this.#known = byEnvironment(options.base.files);
  }

  /** @param files what the source renders now, by path below `dist/<env>/` */
  take(environment: string, files: ReadonlyMap<string, string>): void {
    const { root, base, entries } = this.#options;
    const all = new Map([...foreignTexts(root, environment, files), ...files]);
    const isNeeded = mentionedBy(entries.get(environment) ?? []);
    const known = this.#known.get(environment) ?? [];
    this.#changes.set(environment, changeOf(base, environment, known, all, isNeeded));
  }

  /** Environments that should have been taken and were not: nobody knows what becomes of them. */
  get unjudged(): readonly string[] {
    return [...this.#options.declared.keys()].filter((name) => !this.#changes.has(name) && this.#known.has(name));
  }

  async judge(): Promise<readonly Finding[]> {
    const { base, entries, declared } = this.#options;
    for (const name of new Set([...this.#known.keys(), ...entries.keys()]))
      if (!declared.has(name)) this.take(name, new Map());
    const gone = [...this.#changes].flatMap(([name, change]) => change.gone.map((file) => `${DIST}/${name}/${file}`));
    const previewFiles = base.files.filter((file) => file.startsWith(`${PREVIEWS_FOLDER}/`));
    const texts = await base.read([...previewFiles, ...gone]);
    const previews = previewEnvironments(texts);
    const findings = [...this.#changes]
      .filter(([name]) => !previews.has(name))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([name, change]) => this.#judgeOne(name, change, texts));
    return findings.some(isError) ? [...findings, ...(await base.notes())] : findings;
  }

  #judgeOne(environment: string, change: EnvironmentChange, texts: ReadonlyMap<string, string>): readonly Finding[] {
    const { entries, declared, maxDeletes } = this.#options;
    const deletions = entries.get(environment) ?? [];
    const before = new Map([
      ...change.kept,
      ...change.gone.map((file): [string, string] => [file, texts.get(`${DIST}/${environment}/${file}`) ?? '']),
    ]);
    const placed = placeObjects(before, new Map([...change.kept, ...change.come]), mentionedBy(deletions));
    const unchanged = new Map(change.unchanged);
    for (const [folder, count] of placed.unchanged) unchanged.set(folder, (unchanged.get(folder) ?? 0) + count);
    const isProtected = declared.get(environment) ?? false;
    return guardDeletions({ environment, isProtected, ...placed, unchanged, deletions, maxDeletes });
  }
}

/** Whether a text may hold an object that an entry names. */
function mentionedBy(deletions: readonly Deletion[]): (text: string) => boolean {
  const names = deletions.flatMap(({ object }) =>
    object === undefined ? [] : (tryParseReference(object)?.name ?? []),
  );
  return (text) => names.some((name) => text.includes(name));
}

/** What lies in no environment, and what a run keeps for itself, is left out. */
function byEnvironment(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, string[]>();
  for (const file of files) {
    const [, environment, below] = /^dist\/([^./][^/]*)\/(.+)$/.exec(file) ?? [];
    if (environment === undefined || below === undefined) continue;
    const some = known.get(environment);
    if (some === undefined) known.set(environment, [below]);
    else some.push(below);
  }
  return known;
}
