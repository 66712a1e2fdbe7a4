import path from 'node:path';
import type { RenderAnswer } from '../../change/render-answer.ts';
import { isError, Refusal, UserError, type Finding } from '../../errors.ts';
import { tryMergeTexts } from '../../git/merge-texts.ts';
import { objectFormatOf } from '../../git/object-format.ts';
import { listFiles, tryReadFile } from '../../git/read-tree.ts';
import { isOurs } from '../../write/header.ts';
import type { RepositoryKumiki } from './repository-kumiki.ts';
import type { ChangeSession } from './session.ts';

/** Other data of one environment. */
export interface DataChange {
  readonly environment: string;
  /** Path from the root to the whole text; undefined removes a file. */
  readonly files: ReadonlyMap<string, string | undefined>;
  /** The folders that it may change: `dist/<env>/<app>/`. */
  readonly own: readonly string[];
  /** What it is, for messages: `the new pins of users`. */
  readonly what: string;
  /** Refuses what the code does not ask for. Told before any mistake, which may follow from it. */
  readonly judge?: ((answer: RenderAnswer, mistakes: readonly Finding[]) => void) | undefined;
}

/** What a commit of such a change holds, and what it does. */
export interface RenderedChange {
  /** Path from the root to the whole text; undefined where a file goes. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly restarts: readonly string[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/**
 * Renders one environment of a commit with other data.
 *
 * @throws a UserError with what is wrong in it; a Refusal where the data would change more than its own folders
 */
export async function renderDataChange(
  session: ChangeSession,
  kumiki: RepositoryKumiki,
  base: string,
  change: DataChange,
): Promise<RenderedChange> {
  const { git } = session.clone;
  const { environment, files, what, judge } = change;
  const committed = await listFiles(git, base, `dist/${environment}`);
  const answer = await kumiki.render({
    environment,
    files: Object.fromEntries([...files].map(([file, text]) => [file, text ?? null])),
    committed: Object.fromEntries([...committed].map(([file, { id }]) => [file, id])),
    objectFormat: objectFormatOf(base),
  });
  const mistakes = answer.findings.filter(isError);
  judge?.(answer, mistakes);
  if (mistakes.length > 0) throw new UserError(mistakes.map(({ message }) => message).join('\n'));
  refuseOthers(change, answer);
  const stale = await refuseForeign(session, base, answer);

  const drift = [...answer.drift, ...stale];
  const notes =
    drift.length === 0
      ? []
      : [
          `${environment}: the base is not its own render (${some(drift)}); only what ${what} change is committed. Run kumiki repair.`,
        ];
  return {
    files: new Map([...files, ...(await mergeDrift(session, base, answer))]),
    restarts: answer.restarts,
    findings: answer.findings,
    notes,
  };
}

function refuseOthers({ environment, own, what }: DataChange, { changes }: RenderAnswer): void {
  const others = Object.keys(changes).filter((file) => !own.some((folder) => file.startsWith(folder)));
  if (others.length === 0) return;
  throw new Refusal(
    `${environment}: ${what} change more than their own folder: ${others.join(', ')}. Make this change by hand, with synth, in a pull request of its own.`,
  );
}

/** @returns files of ours that nothing makes any more */
async function refuseForeign(
  { clone }: ChangeSession,
  base: string,
  { unlisted }: RenderAnswer,
): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const file of unlisted) {
    const text = (await tryReadFile(clone.git, base, file)) ?? '';
    if (!isOurs(Buffer.from(text)))
      throw new UserError(
        `${file}: kumiki did not write it, and the CD tool would apply it. Delete it, make it in an application, or list it in kumiki.config.ts: foreign: ['${file}'].`,
      );
    stale.push(file);
  }
  return stale;
}

/** Where a file is not what its source gave, only the difference is taken over. */
async function mergeDrift(
  { clone }: ChangeSession,
  base: string,
  { changes, before, drift }: RenderAnswer,
): Promise<ReadonlyMap<string, string | undefined>> {
  const files = new Map(Object.entries(changes).map(([file, text]) => [file, text ?? undefined]));
  for (const [file, theirs] of files) {
    const old = before[file];
    const ours = drift.includes(file) ? await tryReadFile(clone.git, base, file) : undefined;
    if (ours === undefined || theirs === undefined || typeof old !== 'string') continue;
    const merged = await tryMergeTexts(clone.git, path.join(clone.git.folder, '.git'), { ours, before: old, theirs });
    if (merged === undefined)
      throw new Refusal(
        `${file}: is not what its source gives, in the lines that this changes. Run kumiki repair first.`,
      );
    files.set(file, merged);
  }
  return files;
}

function some(files: readonly string[]): string {
  return files.length <= 3 ? files.join(', ') : `${files.slice(0, 3).join(', ')} and ${files.length - 3} more`;
}
