import { moveData, type BoundSecret } from '../../../change/rename/move-data.ts';
import { tryMovePreview } from '../../../change/rename/move-preview.ts';
import type { Loader } from '../../../environment/load/load-environments.ts';
import { PREVIEWS_FOLDER } from '../../../environment/previews/preview-file.ts';
import { editSource, type SourceEdit } from './edit-source.ts';
import { listLeaving, withEntry, type Leaving } from './leaving.ts';
import { refuseOtherNamespace } from './refuse-other-namespace.ts';
import { findPlaces, type RenamePlaces, type Renaming } from './rename-places.ts';
import { RepositoryData } from './repository-data.ts';
import { surveyApplications } from '../../survey-applications.ts';

/** All that a rename would change, before it does. */
export interface RenamePlan {
  readonly renaming: Renaming;
  readonly places: RenamePlaces;
  /** Whose data moves. */
  readonly environments: readonly string[];
  readonly edit: SourceEdit | undefined;
  /** Path from the root to the whole text; undefined where a file goes. */
  readonly files: ReadonlyMap<string, string | undefined>;
  /** What these files hold. */
  readonly before: ReadonlyMap<string, string | undefined>;
  readonly bound: readonly BoundSecret[];
  readonly leaving: readonly Leaving[];
}

/** Throws a UserError where something stands in the way. */
export async function planRenaming(
  root: string,
  loader: Loader,
  renaming: Renaming,
  { env, reason }: { readonly env: readonly string[]; readonly reason?: string | undefined },
): Promise<RenamePlan> {
  const { from, to } = renaming;
  const survey = await surveyApplications(loader);
  const data = new RepositoryData(root);
  const places = findPlaces(survey, data, renaming, env);
  refuseOtherNamespace(root, places, renaming);
  const touched = [...places.holders, ...places.pending];
  const environments = touched.map(({ name }) => name);
  const edit = places.holders.length === 0 ? undefined : editSource(root, survey.inputs, places, renaming);
  const read = (file: string): string | undefined => data.read(file);
  const list = (folder: string): readonly string[] => data.list(folder);
  const moved = environments.map((environment) => moveData({ environment, from, to, read, list }));
  // What a preview loses is no deletion to guard against.
  const guarded = touched.filter(({ isPreview }) => !isPreview).map(({ name }) => name);
  const leaving = listLeaving(root, data, guarded, from);
  const files = new Map([
    ...(edit === undefined ? [] : ([[edit.file, edit.text]] as const)),
    ...moved.flatMap((one) => [...one.files]),
    ...movedPreviews(data, new Set(environments), renaming),
    ...leaving
      .filter(({ isThere }) => reason !== undefined && !isThere)
      .map((one) => [one.file, withEntry(data, one, reason ?? '')] as const),
  ]);
  const before = new Map([...files.keys()].map((file) => [file, data.read(file)]));
  return { renaming, places, environments, edit, files, before, bound: moved.flatMap(({ bound }) => bound), leaving };
}

function movedPreviews(
  data: RepositoryData,
  environments: ReadonlySet<string>,
  renaming: Renaming,
): readonly (readonly [string, string])[] {
  return data
    .list(PREVIEWS_FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${PREVIEWS_FOLDER}/${name}`)
    .flatMap((file) => {
      const moved = tryMovePreview({ file, text: data.read(file) ?? '', environments, ...renaming });
      return moved === undefined ? [] : [[file, moved] as const];
    });
}
