import { existsSync } from 'node:fs';
import path from 'node:path';
import { findRepository } from '../find-repository.ts';
import type { Io } from '../io.ts';
import type { ChangeOptions } from './change-options.ts';
import { UserError } from '../../errors.ts';
import type { KumikiConfig, RepositorySettings } from '../../config/define-config.ts';

/** What the config of the repository that the command runs in says of where changes go; nothing where the flags say it, or it is no such repository. */
export async function readSettings(options: ChangeOptions, io: Io): Promise<RepositorySettings> {
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  if (options.repository !== undefined) return {};
  const root = tryFindRepository(cwd);
  if (root === undefined) return {};
  const { repository } = await loadConfig(root);
  return typeof repository === 'string' ? { url: repository } : (repository ?? {});
}

/** The config stands in one bundle with the environments, so that a mistake in any of them hides it. */
async function loadConfig(root: string): Promise<KumikiConfig> {
  const { loadEnvironments } = await import('../../environment/load/load-environments.ts');
  try {
    return (await loadEnvironments(root)).config;
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(
      `${cause.message}\n${root}: cannot be loaded, and its config may say where changes go. Mend that, or name the manifest repository with --repository.`,
      { cause },
    );
  }
}

function tryFindRepository(cwd: string): string | undefined {
  const folders = [cwd];
  for (let above = path.dirname(cwd); above !== folders.at(-1); above = path.dirname(above)) folders.push(above);
  return folders.some((folder) => existsSync(path.join(folder, 'environments'))) ? findRepository(cwd) : undefined;
}
