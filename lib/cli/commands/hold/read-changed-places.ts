import { branchDataOf } from '../../../change/branch-data.ts';
import type { ChangeKind } from '../../../change/branch-name.ts';
import type { Clone } from '../../../git/clone.ts';
import { listChanged } from '../../change/list-changed.ts';

/** Where a branch changes what runs. */
export interface ChangedPlace {
  readonly environment: string;
  /** Undefined for all of them. */
  readonly application: string | undefined;
}

/** Changes of what runs in an environment. A hold changes no manifest, a preview has an environment of its own. */
const KINDS: ReadonlySet<string> = new Set(['bump', 'promote', 'rollback', 'source'] satisfies ChangeKind[]);

const SOURCE = /^environments\/([^/]+)\/source\.json$/;

/**
 * What a branch of ours changes, told from its files: its name has only the first of many environments.
 *
 * @param base the commit at the tip of the base
 * @returns none for a branch that is gone, or of another kind
 */
export async function readChangedPlaces(clone: Clone, base: string, branch: string): Promise<readonly ChangedPlace[]> {
  const tip = await clone.tipOf(branch);
  if (tip === undefined || !KINDS.has(branch.split('/')[1] ?? '')) return [];
  const fork = await clone.git.tryRun(['merge-base', base, tip]);
  if (fork.code !== 0) return [];
  const { pins, others } = branchDataOf(await listChanged(clone.git, fork.out.trim(), tip));
  const sources = others.flatMap((file) => {
    const [, environment] = SOURCE.exec(file) ?? [];
    return environment === undefined ? [] : { environment, application: undefined };
  });
  return [...pins, ...sources];
}
