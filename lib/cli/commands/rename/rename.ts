import path from 'node:path';
import type { BoundSecret } from '../../../change/rename/move-data.ts';
import { createLoader } from '../../../environment/load/load-environments.ts';
import { isError, UserError, type Finding } from '../../../errors.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { setFromFile, setKey } from '../secret/set-line.ts';
import { applyRenaming, isRefused } from './apply-renaming.ts';
import type { Leaving } from './leaving.ts';
import { planRenaming, type RenamePlan } from './plan-renaming.ts';
import { concludeRename, type RenameOutcome } from './rename-outcome.ts';

export interface RenameCommandOptions extends GlobalOptions {
  readonly env: readonly string[];
  readonly reason?: string | undefined;
}

/** Gives an application another id: source, data and dist, all or nothing. */
export async function renameCommand(from: string, to: string, options: RenameCommandOptions, io: Io): Promise<number> {
  if (options.reason?.trim() === '') throw new UserError('--reason is empty. Say why the old names go.');
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const loader = createLoader(root);
  try {
    const plan = await planRenaming(root, loader, { from, to }, options);
    const findings = await applyRenaming(root, loader, plan, options, io);
    return concludeRename(outcomeOf(plan, findings, options.reason), options, io);
  } finally {
    await loader.dispose();
  }
}

function outcomeOf(plan: RenamePlan, findings: readonly Finding[], reason: string | undefined): RenameOutcome {
  const { renaming, places, environments, files, bound, leaving } = plan;
  const nothing = { files: [], rendered: false, reseal: [], deletions: [], notes: [] };
  if (isRefused(plan, findings)) return { action: 'failed', ...renaming, environments, ...nothing, findings };
  return {
    action: 'renamed',
    ...renaming,
    environments,
    files: [...files.keys()].toSorted(),
    rendered: !findings.some(isError),
    reseal: bound.map((secret) => resealOf(secret, renaming.to)),
    deletions: leaving.map(({ environment, file, entry, isThere }) => ({
      environment,
      file,
      entry: { ...entry, reason: reason ?? '…' },
      written: isThere || reason !== undefined,
    })),
    notes: [...places.notes, ...leaving.flatMap((one) => dataNotes(one, renaming.to))],
    findings,
  };
}

/** What has moved is sealed again as a whole: the file has one namespace and name. */
function resealOf({ environment, secret, keys }: BoundSecret, application: string): RenameOutcome['reseal'][number] {
  const options = { environment, application, secret, sameValue: true };
  const commands = keys.length > 1 ? [setFromFile(options)] : keys.map((key) => setKey({ ...options, key }));
  return { environment, application, secret, keys, commands };
}

function dataNotes({ environment, holding }: Leaving, to: string): readonly string[] {
  return holding.map(
    (object) =>
      `${environment}: ${object} gets another name. ${to} starts without its data: move that before this is merged.`,
  );
}
