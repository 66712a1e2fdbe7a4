import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunFolder } from '../../servers/run-folder.ts';
import { PROJECT } from './people.ts';

/** How servers say that somebody moved a ref at the same time. */
export const LOST_RACES = [
  "error: cannot lock ref 'refs/heads/kumiki/bump': is at 1111111 but expected 2222222",
  'remote: fatal: unable to lock ref',
  'incorrect old value provided',
  'reference already exists',
  'failed to update ref',
  '[rejected] (non-fast-forward)',
] as const;

/** A hook in Gitea's own repository: each word that is waiting rejects one push of the bot. */
export class PushRejections {
  readonly #waiting: string;
  readonly #taken: string;

  private constructor(waiting: string, taken: string) {
    this.#waiting = waiting;
    this.#taken = taken;
  }

  /** Its hooks are those of https://docs.gitea.com/administration/config-cheat-sheet#repository-repository, in folders of any number. */
  static install(run: RunFolder): PushRejections {
    const rejections = new PushRejections(run.folder('rejections'), run.folder('rejected'));
    const hooks = path.join(run.folder('gitea/repositories'), `${PROJECT}.git`, 'hooks/update.d');
    mkdirSync(hooks, { recursive: true });
    writeFileSync(path.join(hooks, 'lost-race'), rejections.#script(), { mode: 0o755 });
    return rejections;
  }

  /** The next push is rejected with these words. */
  add(words: string): void {
    writeFileSync(path.join(mkdtempSync(path.join(this.#waiting, 'push-')), 'words'), `${words}\n`);
  }

  /** How many were. */
  get count(): number {
    return readdirSync(this.#taken).length;
  }

  #script(): string {
    return `#!/bin/sh
[ "$GITEA_PUSHER_NAME" = bot ] || exit 0
for waiting in '${this.#waiting}'/push-*; do
  taken='${this.#taken}'/$(basename "$waiting")
  mv "$waiting" "$taken" 2>/dev/null || continue
  cat "$taken/words" >&2
  exit 1
done
exit 0
`;
  }
}
