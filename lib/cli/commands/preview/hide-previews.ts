import type { ChangeSession } from '../../change/session.ts';
import { writeAll } from '../../write-all.ts';

/** Takes files of previews out of the session's clone, up to its next `openKumiki`. */
export function hidePreviews({ clone }: ChangeSession, files: Iterable<string>): void {
  writeAll(clone.git.folder, new Map([...files].map((file) => [file, undefined])));
}
