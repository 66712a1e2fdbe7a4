import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { UserError } from '../../errors.ts';
import { runNpmCi, type Variables } from './run-npm-ci.ts';

const LOCKS = ['package-lock.json', 'npm-shrinkwrap.json'] as const;

/**
 * Gives a checked-out repository the packages that its lock names, without running a script of any. They are kept for the next time, by
 * what the lock says: `${XDG_CACHE_HOME:-~/.cache}/kumiki/packages/`. Where that cannot be written, nothing is kept.
 *
 * @param env for npm: proxies, registries and their tokens
 * @throws a UserError where there is no lock, or it is not that of package.json; a RemoteError with npm's words where it fails otherwise
 */
export async function installPackages(root: string, env: Variables): Promise<void> {
  const kept = path.join(cacheFolder(env), keyOf(root));
  const target = path.join(root, 'node_modules');
  // Never through a link to what is kept: npm empties what it installs into.
  if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() === true) unlinkSync(target);
  if (!isKept(kept)) {
    await runNpmCi(root, env);
    mkdirSync(target, { recursive: true });
    if (!isMovable(root) || !tryKeep(target, kept)) return;
  }
  rmSync(target, { recursive: true, force: true });
  symlinkSync(path.join(kept, 'node_modules'), target);
}

/** Everything that what npm installs depends on. */
function keyOf(root: string): string {
  const lock = LOCKS.find((name) => existsSync(path.join(root, name)));
  if (!existsSync(path.join(root, 'package.json')))
    throw new UserError(
      'package.json: the manifest repository has none, so nothing says which kumiki renders it. Make it with npm init, then npm install --save-dev kumiki, and commit both files.',
    );
  if (lock === undefined)
    throw new UserError(
      'package-lock.json: the manifest repository has none, so nothing says which kumiki renders it. Make it with npm install, and commit it.',
    );
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}\0`);
  for (const name of ['package.json', lock, '.npmrc']) {
    const file = path.join(root, name);
    hash.update(`${name}\0`).update(existsSync(file) ? readFileSync(file) : '');
  }
  return hash.digest('hex').slice(0, 32);
}

/** Packages that are links into the repository belong to this folder alone. */
function isMovable(root: string): boolean {
  const lock = LOCKS.find((name) => existsSync(path.join(root, name))) ?? LOCKS[0];
  return !/"link":\s*true/.test(readFileSync(path.join(root, lock), 'utf8'));
}

/** What a folder of kept packages has once it is whole. */
const WHOLE = 'whole';

function isKept(kept: string): boolean {
  return existsSync(path.join(kept, WHOLE)) && existsSync(path.join(kept, 'node_modules'));
}

/**
 * By one rename, so that another run sees all of it or nothing. Its folder is called `node_modules` there too: packages find each other by
 * that name.
 *
 * @returns false where they stay where they are, as nothing can be written there
 */
function tryKeep(target: string, kept: string): boolean {
  let staged: string | undefined;
  try {
    mkdirSync(path.dirname(kept), { recursive: true });
    staged = mkdtempSync(`${kept}.`);
    move(target, path.join(staged, 'node_modules'));
    writeFileSync(path.join(staged, WHOLE), '');
    takePlace(staged, kept);
    return true;
  } catch {
    // Another run was faster, or there is no place.
    return isKept(kept);
  } finally {
    if (staged !== undefined) rmSync(staged, { recursive: true, force: true });
  }
}

/** Removes one that is not whole only where it is in the way: another run may have put a whole one there just now. */
function takePlace(staged: string, kept: string): void {
  try {
    renameSync(staged, kept);
  } catch (error) {
    if (!existsSync(kept) || isKept(kept)) throw error;
    rmSync(kept, { recursive: true, force: true });
    renameSync(staged, kept);
  }
}

/** Also to another file system. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
}

function cacheFolder({ XDG_CACHE_HOME }: Variables): string {
  const base = XDG_CACHE_HOME === undefined || XDG_CACHE_HOME === '' ? path.join(homedir(), '.cache') : XDG_CACHE_HOME;
  return path.join(base, 'kumiki', 'packages');
}
