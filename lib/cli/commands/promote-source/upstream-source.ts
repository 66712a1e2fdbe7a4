import { arrivalOf } from '../../../change/upstream-gate.ts';
import { readSource, sourceFile } from '../../../environment/source/source-file.ts';
import type { Git } from '../../../git/git.ts';
import type { BaseView } from '../../change/base-view.ts';

/** The commit that an environment's source.json names; undefined where it has none, and follows the tip of the base branch. */
export async function sourceOf(view: BaseView, environment: string): Promise<string | undefined> {
  const file = sourceFile(environment);
  const text = await view.file(file);
  return text === undefined ? undefined : readSource(text, file).commit;
}

/** How an environment got the code of a commit. */
export interface SourceArrival {
  /** The one on the base branch by which it came: that of its source.json, or, where it has none, the commit itself. */
  readonly commit: string;
  /** When, in seconds since 1970. */
  readonly time: number;
}

/** @returns undefined where the source.json that names it is in no commit */
export async function findArrival(
  view: BaseView,
  git: Git,
  environment: string,
  commit: string,
): Promise<SourceArrival | undefined> {
  if ((await sourceOf(view, environment)) === undefined)
    return { commit, time: Number(await git.run(['show', '--no-patch', '--format=%ct', commit])) };
  const versions = await view.texts(sourceFile(environment));
  return arrivalOf(versions, ({ text }) => text?.includes(commit) === true);
}
