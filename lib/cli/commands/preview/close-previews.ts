import { closedEnvironment, closePreview } from '../../../change/preview/close-preview.ts';
import { brokenPreviews } from '../../../change/preview/broken-previews.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { draftEnvironment } from '../../../environment/previews/preview-draft.ts';
import { UserError } from '../../../errors.ts';
import { compareDist } from '../../../write/compare.ts';
import { openTransaction } from '../../../write/transaction.ts';
import { changeLocally } from '../../change/change-locally.ts';
import { distFolder } from '../../dist-folder.ts';
import type { Io } from '../../io.ts';
import { writeAll } from '../../write-all.ts';
import type { PreviewOutcome } from './conclude-preview.ts';
import { dataOf, readDrafts } from './preview-files.ts';

/** Closes previews in the work tree and renders what they are from: also those that are wrong, which keep everything else from being rendered. */
export async function closePreviews(
  root: string,
  names: readonly string[],
  io: Io,
): Promise<readonly PreviewOutcome[]> {
  const { environments } = await loadEnvironments(root, { previews: 'ignored' });
  const lasting = environments.map(({ definition }) => definition.name);
  const drafts = readDrafts(root);
  const changes = names.map((name) => {
    const present = drafts.find((draft) => draft.name === name);
    const others = drafts.flatMap((draft) => (draft === present ? [] : (draftEnvironment(draft) ?? [])));
    const environment = closedEnvironment(present, new Set([...lasting, ...others]));
    return closePreview({
      name,
      present,
      environment,
      own: environment === undefined ? [] : dataOf(root, environment),
    });
  });
  const closed = changes.filter(({ action }) => action === 'closed');
  const files = new Map(closed.flatMap((change) => [...change.files.keys()].map((file) => [file, undefined] as const)));
  const bases = [...new Set(closed.flatMap(({ from }) => from ?? []))].filter((name) => lasting.includes(name));

  const { changed, notes } = await apply(root, files, bases, io);
  const removed = await removeRendered(
    root,
    closed.flatMap(({ environment }) => environment ?? []),
  );
  return changes.map((one) => ({
    ...one,
    files: [
      ...one.files.keys(),
      ...(one.from === undefined || one.action === 'none' ? [] : changed(one.from)),
      ...(removed.get(one.environment ?? '') ?? []),
    ],
    notes: one.from === undefined || !bases.includes(one.from) ? one.notes : [...one.notes, ...notes],
  }));
}

interface Changed {
  /** What is different now of each environment. */
  readonly changed: (environment: string) => readonly string[];
  readonly notes: readonly string[];
}

/** What else is wrong keeps the bases from being rendered, and not the previews from being closed: one after the other. */
async function apply(
  root: string,
  files: ReadonlyMap<string, undefined>,
  bases: readonly string[],
  io: Io,
): Promise<Changed> {
  try {
    if (bases.length > 0) return { changed: await changeLocally(root, files, bases, io), notes: [] };
  } catch (error) {
    const broken = error instanceof UserError ? [...brokenPreviews(error.message).values()] : [];
    if (broken.length === 0) throw error;
    writeAll(root, files);
    const shown = bases.map((name) => `dist/${name}`).join(', ');
    const notes = [`${shown}: was not rendered, as another preview is wrong. Mend or close it, then run kumiki synth.`];
    return { changed: () => [], notes: [...notes, ...broken] };
  }
  writeAll(root, files);
  return { changed: () => [], notes: [] };
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
