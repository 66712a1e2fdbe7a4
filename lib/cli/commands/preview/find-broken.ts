import { brokenPreviews } from '../../../change/preview/broken-previews.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { UserError } from '../../../errors.ts';

/** The files of previews that keep the work tree from being loaded, with what is wrong. What else does is told by whatever needs it. */
export async function findBroken(root: string): Promise<ReadonlyMap<string, string>> {
  try {
    await loadEnvironments(root);
    return new Map();
  } catch (error) {
    if (error instanceof UserError) return brokenPreviews(error.message);
    throw error;
  }
}
