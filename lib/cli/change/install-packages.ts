import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { RemoteError, UserError } from '../../errors.ts';
import { runProcess } from '../../run-process.ts';

const LOCKS = ['package-lock.json', 'npm-shrinkwrap.json'] as const;

/**
 * Gives a checked-out repository the packages that its lock names, without running a script of any. They are kept for the next time, by
 * what the lock says: `${XDG_CACHE_HOME:-~/.cache}/kumiki/packages/`.
 *
 * @param env for npm: proxies, registries and their tokens
 * @throws a UserError where there is no lock, a RemoteError with npm's words where it fails
 */
export async function installPackages(root: string, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const kept = path.join(cacheFolder(env), keyOf(root));
  const target = path.join(root, 'node_modules');
  if (!existsSync(kept)) {
    await install(root, env);
    mkdirSync(target, { recursive: true });
    if (!isMovable(root)) return;
    keep(target, kept);
  }
  if (!existsSync(target)) symlinkSync(path.join(kept, 'node_modules'), target);
}

async function install(root: string, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = await runProcess('npm', args, { cwd: root, env }).catch((cause: unknown) => {
    throw new UserError('npm: cannot be run. Install it, on PATH: it comes with Node.js.', { cause });
  });
  if (result.code === 0) return;
  throw new RemoteError(`npm ci failed in the manifest repository:\n${result.err.trim().replaceAll(/^/gm, '  ')}`);
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

/**
 * By one rename, so that another run sees all of it or nothing. Its folder is called `node_modules` there too: packages find each other by
 * that name. Where it cannot be moved, to another file system, it stays where it is.
 */
function keep(target: string, kept: string): void {
  mkdirSync(path.dirname(kept), { recursive: true });
  const staged = mkdtempSync(`${kept}.`);
  const moved = path.join(staged, 'node_modules');
  try {
    renameSync(target, moved);
    renameSync(staged, kept);
  } catch (error) {
    // Another run was faster.
    if (existsSync(kept)) return;
    if (!existsSync(moved) && existsSync(target)) return;
    throw error;
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

function cacheFolder({ XDG_CACHE_HOME }: Readonly<Record<string, string | undefined>>): string {
  const base = XDG_CACHE_HOME === undefined || XDG_CACHE_HOME === '' ? path.join(homedir(), '.cache') : XDG_CACHE_HOME;
  return path.join(base, 'kumiki', 'packages');
}
