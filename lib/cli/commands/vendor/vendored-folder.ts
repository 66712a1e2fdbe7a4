import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { explainDiskErrors } from '../../../disk-error.ts';
import { parseJson } from '../../../environment/data/parse-json.ts';
import { UserError } from '../../../errors.ts';
import type { KubernetesObject } from '../../../manifest/object.ts';
import { VENDORED } from '../../../vendor/layout-vendored.ts';
import { readLock } from '../../../vendor/read-lock.ts';
import { readRender } from '../../../vendor/read-render.ts';
import type { VendorLock } from '../../../vendor/vendor-lock.ts';
import { LOCK_FILE, vendorFolder, whyNoVendorName } from '../../../vendor/vendor-name.ts';
import { moveFolder } from '../../../write/move-folder.ts';
import { processStart, isRunning } from '../../../write/process-identity.ts';
import { isInside } from '../../dist-folder.ts';
import { writeTree } from './temporary-folder.ts';

/** `vendor/<name>/` as it is. */
export interface VendoredFolder {
  readonly lock: VendorLock;
  /** Path below the folder to the whole text. */
  readonly files: ReadonlyMap<string, string>;
}

/** The names of what is vendored, sorted. */
export function vendoredNames(root: string): readonly string[] {
  const folder = path.join(root, 'vendor');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, LOCK_FILE)) && !name.startsWith('.'))
    .toSorted();
}

/**
 * What lies in `vendor/<name>/`; undefined where there is nothing yet.
 *
 * @throws a UserError where something is there that `kumiki vendor` did not make: it would be lost
 */
export function readVendored(root: string, name: string): VendoredFolder | undefined {
  const advice = whyNoVendorName(name);
  if (advice !== undefined) throw new UserError(`'${name}' cannot be a name below vendor/. ${advice}`);
  const folder = path.join(root, vendorFolder(name));
  recover(folder);
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return undefined;
  if (!lstatSync(folder).isDirectory())
    throw new UserError(`${vendorFolder(name)}: is there, and no folder. Remove it, or use another name with --as.`);
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.length === 0) return undefined;
  const files = new Map<string, string>();
  for (const entry of entries) {
    const text = entry.isFile() ? readFileSync(path.join(folder, entry.name), 'utf8') : '';
    if (entry.name !== LOCK_FILE && !text.startsWith(VENDORED))
      throw new UserError(
        `${vendorFolder(name)}/${entry.name}: kumiki vendor did not write it, and would remove it. Move it elsewhere, or use another name with --as.`,
      );
    files.set(entry.name, text);
  }
  const lock = files.get(LOCK_FILE);
  const file = `${vendorFolder(name)}/${LOCK_FILE}`;
  if (lock === undefined)
    throw new UserError(`${file}: is missing. Take it from an earlier commit, or delete the folder.`);
  return { lock: readLock(parseJson(lock, file), file), files };
}

/** The objects of the files, or none where one of them is broken: they are all written again. */
export function vendoredObjects(name: string, { files }: Pick<VendoredFolder, 'files'>): readonly KubernetesObject[] {
  const texts = [...files].filter(([file]) => file !== LOCK_FILE).map(([, text]) => text);
  try {
    return texts.flatMap((text) => readRender(text, name).map(({ object }) => object));
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** Puts files in the place of those that `vendor/<name>/` holds: all of them, or none where one cannot be written. */
export function writeVendored(root: string, name: string, files: ReadonlyMap<string, string>): void {
  const folder = path.join(root, vendorFolder(name));
  const parent = path.dirname(folder);
  explainDiskErrors(folder, () => {
    mkdirSync(parent, { recursive: true });
    if (!isInside(realpathSync(root), realpathSync(parent)))
      throw new UserError('vendor: is a link out of the repository. Make it a folder.');
    const fresh = besideOf(folder, 'new');
    const old = besideOf(folder, 'old');
    try {
      writeTree(fresh, files);
      if (existsSync(folder)) moveFolder(folder, old);
      renameSync(fresh, folder);
    } catch (error) {
      if (existsSync(old) && !existsSync(folder)) moveFolder(old, folder);
      throw error;
    } finally {
      rmSync(fresh, { recursive: true, force: true });
      rmSync(old, { recursive: true, force: true });
    }
  });
}

function besideOf(folder: string, what: 'new' | 'old'): string {
  const { pid } = process;
  return path.join(path.dirname(folder), `.${path.basename(folder)}.${pid}-${processStart(pid)}.${what}`);
}

/** Ends what a process that was killed left behind. */
function recover(folder: string): void {
  const parent = path.dirname(folder);
  if (!existsSync(parent)) return;
  for (const entry of readdirSync(parent)) {
    const [, name, pid = '', start = '', what] = /^\.(.+)\.(\d+)-(\w+)\.(new|old)$/.exec(entry) ?? [];
    if (name !== path.basename(folder) || isRunning(Number(pid), start)) continue;
    if (what === 'old' && !existsSync(folder)) moveFolder(path.join(parent, entry), folder);
    else rmSync(path.join(parent, entry), { recursive: true, force: true });
  }
}
