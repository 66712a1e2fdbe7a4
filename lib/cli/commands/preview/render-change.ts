import type { PreviewChange } from '../../../change/preview/preview-change.ts';
import { previewFile } from '../../../environment/previews/preview-file.ts';
import type { Git } from '../../../git/git.ts';
import { tryReadFile } from '../../../git/read-tree.ts';
import { compareDistAt, renderDist } from '../../change/render-dist.ts';
import type { ChangeSession } from '../../change/session.ts';
import { writeAll } from '../../write-all.ts';
import { hidePreviews } from './hide-previews.ts';

/** What a change of a preview happens among. */
export interface ChangeSurroundings {
  /** The environment that it is like; undefined where there is none. */
  readonly from: string | undefined;
  /** The files of previews that are wrong, which keep everything from being rendered. */
  readonly broken: ReadonlySet<string>;
}

type Texts = ReadonlyMap<string, string>;
type Changes = ReadonlyMap<string, string | undefined>;

/**
 * What the preview's own folder becomes, and what its base's changes by it: nothing else that the base may have drifted in.
 *
 * @returns path from the root to the whole text; undefined where a file goes
 */
export async function renderChange(
  session: ChangeSession,
  base: string,
  { action, preview, environment, files }: PreviewChange,
  { from, broken }: ChangeSurroundings,
): Promise<Changes> {
  const { clone } = session;
  const { git } = clone;
  const file = previewFile(preview);
  const own = environment === undefined ? [] : [environment];
  const bases = from === undefined ? [] : [from];
  const kumiki = await session.openKumiki(base, [...own, ...bases]);
  const render = async (names: readonly string[]): Promise<Texts> =>
    names.length === 0 ? new Map() : renderDist(clone, kumiki, names);

  // An attempt before this one has left what it opened.
  hidePreviews(session, action === 'opened' ? [...broken, file] : broken);
  const before = broken.has(file) ? undefined : await render(bases);
  writeAll(git.folder, files);
  const after = await render(action === 'closed' ? bases : [...bases, ...own]);
  const changes = new Map<string, string | undefined>();
  for (const name of bases)
    for (const [changed, text] of before === undefined
      ? await compareRoots(git, base, after, { name, preview: environment })
      : compareTexts(before, after, name))
      changes.set(changed, text);
  for (const name of own)
    for (const [changed, text] of await compareDistAt(git, base, `dist/${name}`, after)) changes.set(changed, text);
  return changes;
}

/** What a base has of a preview that is wrong, with which it does not render: what says where that lies, and no longer is so. */
async function compareRoots(
  git: Git,
  base: string,
  after: Texts,
  { name, preview }: { readonly name: string; readonly preview: string | undefined },
): Promise<Changes> {
  const changes = new Map<string, string | undefined>();
  if (preview === undefined) return changes;
  for (const [file, text] of await compareDistAt(git, base, `dist/${name}/delivery`, after))
    if ((await tryReadFile(git, base, file))?.includes(`dist/${preview}/`) === true) changes.set(file, text);
  return changes;
}

/** Of one environment. */
function compareTexts(before: Texts, after: Texts, environment: string): Changes {
  const changed = [...after].filter(
    ([file, text]) => file.startsWith(`dist/${environment}/`) && before.get(file) !== text,
  );
  const gone = [...before.keys()].filter((file) => !after.has(file));
  return new Map<string, string | undefined>([...changed, ...gone.map((file) => [file, undefined] as const)]);
}
