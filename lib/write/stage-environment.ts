import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keepLeaf } from './keep-leaf.ts';
import type { Survey } from './survey.ts';
import { unitFolderName } from './work-folder.ts';

/** What a commit does to one environment: nothing, one file, or one folder. Each is one rename to whoever looks on. */
export type Change =
  | { readonly type: 'replace'; readonly staged: string; readonly target: string }
  | { readonly type: 'remove'; readonly target: string }
  /** `<env>` or `<env>/<app>`; where nothing of it stays, the staged folder is empty. */
  | { readonly type: 'swap'; readonly unit: string; readonly staged: string };

export interface StageOptions {
  readonly dist: string;
  /** Where new files and folders wait. */
  readonly stage: string;
  readonly environment: string;
}

/** Prepares the change that leads from what the survey found to `files`; dist stays as it is. */
export function stageEnvironment(
  files: ReadonlyMap<string, string>,
  survey: Survey,
  options: StageOptions,
): Change | undefined {
  const { dist, stage, environment } = options;
  const written = [...survey.changed, ...survey.missing];
  const touched = [...written, ...survey.extra];
  const [only] = touched;
  if (only === undefined) return undefined;
  if (touched.length > 1) return stageFolder(files, survey, written, touched, options);
  const target = join(dist, environment, only);
  if (written.length === 0) return { type: 'remove', target };
  const staged = join(stage, unitFolderName(`${environment}/file`));
  write(staged, files.get(only) ?? '');
  return { type: 'replace', staged, target };
}

function stageFolder(
  files: ReadonlyMap<string, string>,
  survey: Survey,
  written: readonly string[],
  touched: readonly string[],
  options: StageOptions,
): Change {
  const { dist, stage, environment } = options;
  const below = sharedFolder(touched, survey);
  const unit = below === '' ? environment : `${environment}/${below.slice(0, -1)}`;
  const kept = [...survey.unchanged, ...survey.foreign, ...survey.outside].filter((path) => path.startsWith(below));
  const staged = join(stage, unitFolderName(unit));
  mkdirSync(staged);
  const made = new Set([staged]);
  const place = (path: string): string => {
    const to = join(staged, path.slice(below.length));
    const folder = dirname(to);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    return to;
  };
  for (const path of kept) keepLeaf(join(dist, environment, path), place(path), survey.kinds.get(path) ?? 'other');
  for (const path of written) write(place(path), files.get(path) ?? '');
  return { type: 'swap', unit, staged };
}

/** `<app>/` where all changes are in the folder of one application and the environment is there already: far less has to be linked. */
function sharedFolder(touched: readonly string[], survey: Survey): string {
  if (survey.kinds.size === 0) return '';
  const first = touched[0] ?? '';
  const below = first.slice(0, first.indexOf('/') + 1);
  return touched.every((path) => path.startsWith(below)) ? below : '';
}

/** Never over something: where names that differ in case are one, a foreign file may stand there. */
function write(path: string, text: string): void {
  writeFileSync(path, text, { flag: 'wx', mode: 0o644 });
}
