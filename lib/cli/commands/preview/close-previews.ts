import { closePreview } from '../../../change/preview/close-preview.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { compareDist } from '../../../write/compare.ts';
import { openTransaction } from '../../../write/transaction.ts';
import { changeLocally } from '../../change/change-locally.ts';
import { distFolder } from '../../dist-folder.ts';
import type { Io } from '../../io.ts';
import { writeAll } from '../../write-all.ts';
import type { PreviewOutcome } from './conclude-preview.ts';
import { dataOf, hasPreview, tryPreviewOf } from './preview-files.ts';

/** Closes previews in the work tree and renders what they are from: also those that are wrong, which keep everything else from being rendered. */
export async function closePreviews(
  root: string,
  names: readonly string[],
  io: Io,
): Promise<readonly PreviewOutcome[]> {
  const { environments } = await loadEnvironments(root, { previews: 'ignored' });
  const lasting = new Set(environments.map(({ definition }) => definition.name));
  const changes = names.map((name) => {
    const present = tryPreviewOf(root, name);
    const isThere = hasPreview(root, name);
    const { environment } = closePreview({ name, isThere, present, own: [] });
    // Two could have one name, which is a mistake that closing mends.
    const own = environment === undefined || lasting.has(environment) ? [] : dataOf(root, environment);
    return closePreview({ name, isThere, present, own });
  });
  const closed = changes.filter(({ action }) => action === 'closed');
  const files = new Map(closed.flatMap((change) => [...change.files]));
  const bases = [...new Set(closed.flatMap(({ from }) => from ?? []))].filter((name) => lasting.has(name));
  const gone = closed.flatMap(({ environment }) => environment ?? []).filter((name) => !lasting.has(name));

  const changed = bases.length === 0 ? applied(root, files) : await changeLocally(root, files, bases, io);
  const removed = await removeRendered(root, gone);
  return changes.map((change) => ({
    ...change,
    files: [
      ...change.files.keys(),
      ...(change.from === undefined || change.action === 'none' ? [] : changed(change.from)),
      ...(removed.get(change.environment ?? '') ?? []),
    ],
  }));
}

function applied(root: string, files: ReadonlyMap<string, undefined | string>): () => readonly string[] {
  writeAll(root, files);
  return () => [];
}

/** @returns what was removed, by environment */
async function removeRendered(
  root: string,
  environments: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const dist = distFolder(root, 'dist');
  const removed = new Map(
    environments.map((name) => [name, compareDist(dist, name, new Map()).extra.map((file) => `dist/${name}/${file}`)]),
  );
  if ([...removed.values()].flat().length === 0) return removed;
  const transaction = await openTransaction({ dist, root });
  try {
    for (const name of environments) transaction.stage(name, new Map());
    transaction.commit();
  } finally {
    transaction.close();
  }
  return removed;
}
