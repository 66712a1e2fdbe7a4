import { Buffer } from 'node:buffer';
import { closeSync, lstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { HEADER_BYTES, isOurs } from './header.ts';
import { type LeafKind, type Listing, listFolder } from './list-folder.ts';

/** The part of an environment that a run may touch: folders of applications. Without one, all of it. */
export interface Choice {
  readonly applications: ReadonlySet<string>;
}

/** What stands on the disk below `dist/<env>`, against what should. Paths are below that folder; each list is sorted as the disk or the layout gives it. */
export interface Survey {
  readonly unchanged: readonly string[];
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  /** Ours, and no longer made. */
  readonly extra: readonly string[];
  /** Not ours, of any kind, where nothing of ours belongs. */
  readonly foreign: readonly string[];
  /** Not ours, and in the way of a file that should be written. */
  readonly obstacles: readonly string[];
  /** Outside the choice: not looked into. */
  readonly outside: readonly string[];
  /** What each path on the disk is. */
  readonly kinds: ReadonlyMap<string, LeafKind>;
}

/** @param folder `dist/<env>`; it need not exist */
export function surveyEnvironment(folder: string, files: ReadonlyMap<string, string>, choice?: Choice): Survey {
  const blocked = obstacleAt(folder);
  if (blocked) return { ...NOTHING, obstacles: [''] };
  const { leaves, folders } = listFolder(folder);
  const unchanged: string[] = [];
  const changed: string[] = [];
  const extra: string[] = [];
  const foreign: string[] = [];
  const obstacles: string[] = [];
  const outside: string[] = [];
  for (const [path, kind] of leaves) {
    const text = files.get(path);
    if (choice !== undefined && !choice.applications.has(firstSegment(path))) outside.push(path);
    else if (text === undefined) (isOursAt(folder, path, kind) ? extra : foreign).push(path);
    else if (kind === 'file') ({ unchanged, changed, obstacles })[compareFile(`${folder}/${path}`, text)].push(path);
    else obstacles.push(path);
  }
  const missing = [...files.keys()].filter((path) => !leaves.has(path));
  obstacles.push(...new Set(missing.flatMap((path) => obstaclesOf(folder, path, { leaves, folders }))));
  return { unchanged, changed, missing, extra, foreign, obstacles, outside, kinds: leaves };
}

const NOTHING: Survey = {
  unchanged: [],
  changed: [],
  missing: [],
  extra: [],
  foreign: [],
  obstacles: [],
  outside: [],
  kinds: new Map(),
};

/** Whether the file at this path bears our header. */
export function isOursAt(folder: string, path: string, kind: LeafKind): boolean {
  return kind === 'file' && isOurs(readStart(`${folder}/${path}`));
}

/** Whether something that is no folder stands at this path. */
function obstacleAt(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isDirectory();
}

function compareFile(path: string, text: string): 'unchanged' | 'changed' | 'obstacles' {
  const content = readFileSync(path);
  if (content.length === Buffer.byteLength(text) && content.equals(Buffer.from(text))) return 'unchanged';
  return isOurs(content) ? 'changed' : 'obstacles';
}

function readStart(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(HEADER_BYTES);
    return start.subarray(0, readSync(file, start));
  } finally {
    closeSync(file);
  }
}

/** What keeps a missing file from being written: a folder at its path, a file where one of its folders belongs, a name that differs in case only. */
function obstaclesOf(folder: string, path: string, { leaves, folders }: Listing): readonly string[] {
  if (folders.has(path)) return [path];
  for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
    const parent = path.slice(0, slash);
    if (leaves.has(parent)) return [parent];
  }
  const isThere = leaves.size > 0 && lstatSync(`${folder}/${path}`, { throwIfNoEntry: false }) !== undefined;
  return isThere ? [path] : [];
}

function firstSegment(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
}
