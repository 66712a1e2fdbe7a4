import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Git } from './git.ts';
import type { ObjectFormat } from './object-format.ts';

/** Makes a repository in an empty folder that holds nothing of the person's templates, and writes files as they are committed, byte for byte. */
export async function initRepository(git: Git, format: ObjectFormat): Promise<void> {
  await git.run(['init', '--quiet', '--template=', '--initial-branch=none', `--object-format=${format}`, '.']);
  const info = path.join(git.folder, '.git', 'info');
  mkdirSync(info, { recursive: true });
  // These come before any that the tree has: https://git-scm.com/docs/gitattributes
  writeFileSync(path.join(info, 'attributes'), '* -text -eol -filter -ident -working-tree-encoding\n');
}
