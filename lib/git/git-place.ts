import type { Git } from './git.ts';
import type { ObjectFormat } from './object-format.ts';

/** Where a folder lies in a repository of git. */
export interface GitPlace {
  /** The root of the work tree, absolute. */
  readonly top: string;
  /** The way from there to the folder, with a slash at its end; empty at the root. */
  readonly prefix: string;
  /** The folder of the objects, absolute. */
  readonly objects: string;
  readonly format: ObjectFormat;
  readonly isShallow: boolean;
}

/** @returns why not, in git's words, where the folder is in no repository */
export async function findGitPlace(git: Git): Promise<GitPlace | { readonly problem: string }> {
  const { code, out, err } = await git.tryRun([
    'rev-parse',
    '--path-format=absolute',
    '--show-toplevel',
    '--git-path',
    'objects',
    '--show-prefix',
    '--show-object-format',
    '--is-shallow-repository',
  ]);
  const [top = '', objects = '', prefix = '', format = '', shallow = ''] = out.split('\n');
  if (code !== 0) return { problem: err.trim().replace(/^fatal: /, '') };
  return { top, prefix, objects, format: format === 'sha256' ? 'sha256' : 'sha1', isShallow: shallow === 'true' };
}
