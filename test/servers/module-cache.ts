import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { moduleOf, SERVER_MODULES, type ModuleName, type ProgramName, type ServerModule } from './programs.ts';

/** What was built of one state of a module. */
export interface ModuleCache {
  /** Programs. */
  readonly bin: string;
  /** CRDs and configuration. */
  readonly share: string;
  /** A file for each target that is whole. */
  readonly done: string;
}

/** The folder is called after the content of the module's files: another go.mod is another folder, and the other modules keep theirs. */
export function cacheOf({ name, folder }: ServerModule): ModuleCache {
  const hash = createHash('sha256');
  for (const file of filesOf(folder)) hash.update(`${file}\0`).update(readFileSync(path.join(folder, file)));
  const root = path.join(cacheFolder(), 'kumiki-servers', `${name}-${hash.digest('hex').slice(0, 16)}`);
  return { bin: path.join(root, 'bin'), share: path.join(root, 'share'), done: path.join(root, 'done') };
}

/** Where a program is: `npm run e2e` has built it before the first test runs. */
export function programPath(program: ProgramName): string {
  const { bin } = cacheOf(moduleOf(program));
  return path.join(bin, program);
}

/** The files that a module shares. */
export function sharePath(name: ModuleName, ...below: readonly string[]): string {
  const found = SERVER_MODULES.find((module) => module.name === name);
  if (found === undefined) throw new Error(`no module ${name}`);
  return path.join(cacheOf(found).share, ...below);
}

export function missingTargets(module: ServerModule): readonly string[] {
  const { done } = cacheOf(module);
  return module.targets.filter((target) => !existsSync(path.join(done, target)));
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME } = process.env;
  return XDG_CACHE_HOME === undefined || XDG_CACHE_HOME === '' ? path.join(homedir(), '.cache') : XDG_CACHE_HOME;
}
