import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pinsFile, readPins, tryReadPins, type Pins } from '../../change/pins.ts';
import type { PinsVersion } from '../../change/pin-history.ts';
import { readFileHistory, type FileVersion } from '../../git/file-history.ts';
import { Git } from '../../git/git.ts';
import { listFolder, tryReadFile } from '../../git/read-tree.ts';

/** A version of an application's pins, with when it came. */
export interface TimedVersion extends PinsVersion {
  /** Seconds since 1970. */
  readonly time: number;
}

/** The data of environments as one commit has them, or the work tree. */
export interface BaseView {
  /** The text of a file by its path from the root; undefined where there is none. */
  file(name: string): Promise<string | undefined>;
  /** The applications that pin images in an environment, sorted. */
  applications(environment: string): Promise<readonly string[]>;
  /** What a file was up to the commit, the newest first; none where nobody knows. */
  history(name: string): Promise<readonly TimedVersion[]>;
  /** The texts that a file had up to the commit, the newest first; none where nobody knows. */
  texts(name: string): Promise<readonly FileVersion[]>;
  /** The pins in a file at a commit before this one; undefined where the branch has no such commit. */
  pinsAt(commit: string, name: string): Promise<{ readonly pins: Pins | undefined } | undefined>;
}

export function viewOfCommit(git: Git, commit: string): BaseView {
  return {
    file: (name) => tryReadFile(git, commit, name),
    applications: async (environment) =>
      applicationsIn([...(await listFolder(git, commit, imagesFolder(environment))).keys()]),
    history: (name) => readHistory(git, commit, name),
    texts: (name) => readFileHistory(git, commit, name),
    pinsAt: (earlier, name) => readPinsAt(git, commit, earlier, name),
  };
}

/** @param root of a repository that git may know nothing of */
export function viewOfWorkTree(root: string, env: Readonly<Record<string, string | undefined>>): BaseView {
  const git = new Git(root, { env });
  return {
    async file(name) {
      const file = path.join(root, name);
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    },
    async applications(environment) {
      const folder = path.join(root, imagesFolder(environment));
      return existsSync(folder) ? applicationsIn(readdirSync(folder)) : [];
    },
    async history(name) {
      const place = await placeOf(git);
      return place === undefined ? [] : readHistory(git, place.head, `${place.prefix}${name}`);
    },
    async texts(name) {
      const place = await placeOf(git);
      return place === undefined ? [] : readFileHistory(git, place.head, `${place.prefix}${name}`);
    },
    async pinsAt(earlier, name) {
      const place = await placeOf(git);
      return place && readPinsAt(git, place.head, earlier, `${place.prefix}${name}`);
    },
  };
}

/** The last commit, and the way from the repository's root to the folder; undefined where git knows neither. */
async function placeOf(git: Git): Promise<{ readonly head: string; readonly prefix: string } | undefined> {
  const prefix = await git.tryRun(['rev-parse', '--show-prefix']);
  const head = await git.tryRun(['rev-parse', '--verify', '--quiet', 'HEAD']);
  return prefix.code === 0 && head.code === 0 ? { head: head.out.trim(), prefix: prefix.out.trim() } : undefined;
}

async function readPinsAt(git: Git, tip: string, commit: string, file: string) {
  const { code, out } = await git.tryRun([
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${commit}^{commit}`,
  ]);
  if (code !== 0 || (await git.tryRun(['merge-base', '--is-ancestor', out.trim(), tip])).code !== 0) return undefined;
  const text = await tryReadFile(git, out.trim(), file);
  return { pins: text === undefined ? undefined : readPins(text, file) };
}

/** The pins of an application; none where it has no file yet. */
export async function pinsIn(view: BaseView, environment: string, application: string): Promise<Pins> {
  const file = pinsFile(environment, application);
  const text = await view.file(file);
  return text === undefined ? {} : readPins(text, file);
}

function imagesFolder(environment: string): string {
  return `environments/${environment}/images`;
}

function applicationsIn(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => (file.endsWith('.json') ? path.posix.basename(file, '.json') : [])).toSorted();
}

async function readHistory(git: Git, commit: string, file: string): Promise<readonly TimedVersion[]> {
  const versions = await readFileHistory(git, commit, file);
  return versions.map(({ commit: id, time, text }) => ({
    commit: id,
    time,
    pins: tryReadPins(text, file),
  }));
}
