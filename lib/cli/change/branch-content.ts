import { branchDataOf } from '../../change/branch-data.ts';
import { isSameImage, type Pin, type Pins } from '../../change/pins.ts';
import type { Marker } from '../../change/pull-request-text.ts';
import { readSource, sourceFile } from '../../environment/source/source-file.ts';
import type { Git } from '../../git/git.ts';
import { prefetchBlobs } from '../../git/read-blobs.ts';
import { listFiles } from '../../git/read-tree.ts';
import { pinsIn, viewOfCommit } from './base-view.ts';
import { listChanged } from './list-changed.ts';
import { markPins, markSource } from './marked-images.ts';

/** What a branch changes of the data of environments. */
export interface BranchContent {
  /** What the marker of its pull request has to say. */
  readonly images: Marker['images'];
  /** Those of them that are not as they were where it begins. */
  readonly changed: Marker['images'];
  /** The base has all of it; also where it changes no data. */
  readonly isInBase: boolean;
}

/** Each of them a commit. */
export interface BranchPlace {
  readonly base: string;
  readonly fork: string;
  readonly tip: string;
}

export async function readBranchContent(git: Git, { base, fork, tip }: BranchPlace): Promise<BranchContent> {
  const changed = await listChanged(git, fork, tip);
  const { pins, others } = branchDataOf(changed);
  if (pins.length + others.length > 1) await prefetch(git, [fork, tip, base], changed);
  const contents: BranchContent[] = [];
  for (const { environment, application } of pins) {
    const at = (commit: string) => pinsIn(viewOfCommit(git, commit), environment, application);
    const [before, after, now] = [await at(fork), await at(tip), await at(base)];
    const names = changedNames(before, after);
    contents.push({
      images: markPins(environment, application, after),
      changed: markPins(environment, application, only(after, names)),
      isInBase: names.every((name) => isSame(now[name], after[name])),
    });
  }
  for (const file of others) {
    const text = await viewOfCommit(git, tip).file(file);
    const images = sourceIn(file, text);
    const isInBase = text === (await viewOfCommit(git, base).file(file));
    contents.push({ images, changed: images, isInBase });
  }
  return {
    images: Object.assign({}, ...contents.map(({ images }) => images)) as Marker['images'],
    changed: Object.assign({}, ...contents.map(({ changed: some }) => some)) as Marker['images'],
    isInBase: contents.every(({ isInBase }) => isInBase),
  };
}

/** A wave of a fleet changes hundreds of files: they come in one request. */
async function prefetch(git: Git, commits: readonly string[], files: readonly string[]): Promise<void> {
  const ids = new Set<string>();
  for (const commit of commits) {
    const there = await listFiles(git, commit, 'environments');
    for (const file of files) ids.add(there.get(file)?.id ?? '');
  }
  ids.delete('');
  await prefetchBlobs(git, [...ids]);
}

function sourceIn(file: string, text: string | undefined): Marker['images'] {
  const environment = file.split('/')[1] ?? '';
  return text === undefined || file !== sourceFile(environment)
    ? {}
    : markSource(environment, readSource(text, file).commit);
}

function changedNames(before: Pins, after: Pins): readonly string[] {
  return Object.keys({ ...before, ...after }).filter((name) => !isSame(before[name], after[name]));
}

function only(pins: Pins, names: readonly string[]): Pins {
  return Object.fromEntries(Object.entries(pins).filter(([name]) => names.includes(name)));
}

function isSame(one: Pin | undefined, other: Pin | undefined): boolean {
  return one === undefined || other === undefined ? one === other : isSameImage(one, other);
}
