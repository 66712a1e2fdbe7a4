import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** What tells two states of a file or folder apart without reading it; `absent` where there is none. */
export type Stamp = string;

const ABSENT: Stamp = 'absent';

/** A folder's stamp changes when an entry comes or goes, a file's when it is written. */
export function stampOf(file: string): Stamp {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? ABSENT : `${stat.mtimeMs}/${stat.ctimeMs}/${stat.size}/${stat.ino}`;
}

/** When what is there was last touched, in milliseconds since 1970. */
export function touchedAt(stamp: Stamp): number {
  const [modified, changed] = stamp.split('/');
  return stamp === ABSENT ? 0 : Math.max(Number(modified), Number(changed));
}

/** Every file and folder below a folder, itself included; the folder alone where it is missing. Links are not followed. */
export function everythingBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [folder];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return [folder, ...entries.map((entry) => path.join(entry.parentPath, entry.name))];
}
