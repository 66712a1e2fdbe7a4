import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors.ts';
import { unguarded } from '../purity/unguarded.ts';

/** Reads files of a repository, and none outside of it, wherever symbolic links lead. */
export class RepositoryFiles {
  readonly #root: string;
  readonly #told: (absolutePath: string) => void;
  /** Folders without symbolic links, by how they were asked for: thousands of files lie in few folders. */
  readonly #folders = new Map<string, string>();

  /** @param told of every path that was looked at, also of missing ones */
  constructor(root: string, told: (absolutePath: string) => void) {
    this.#root = realpathSync(root);
    this.#told = told;
  }

  /**
   * The text of a file. A byte-order mark is kept: it is content.
   *
   * @param file its path from the root
   * @param whenMissing what to do where there is none, for the message
   */
  read(file: string, whenMissing: string): string {
    if (typeof file !== 'string' || file === '')
      throw new UserError(`file(${JSON.stringify(file)}): is no path. Write one from the repository’s root.`);
    const asked = path.resolve(this.#root, file);
    if (!this.#isInside(asked)) throw outside(file);
    this.#told(asked);
    return unguarded(() => {
      const real = this.#realPath(asked, file, whenMissing);
      if (!this.#isInside(real)) throw outside(file);
      if (real !== asked) this.#told(real);
      return decode(readContent(real, file), file);
    });
  }

  #realPath(asked: string, file: string, whenMissing: string): string {
    try {
      const folder = this.#realFolder(path.dirname(asked));
      const real = path.join(folder, path.basename(asked));
      return lstatSync(real).isSymbolicLink() ? realpathSync(real) : real;
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR')
        throw new UserError(`${file}: there is no such file. ${whenMissing}`, { cause });
      throw unreadable(file, cause);
    }
  }

  #realFolder(folder: string): string {
    const known = this.#folders.get(folder) ?? realpathSync(folder);
    this.#folders.set(folder, known);
    return known;
  }

  #isInside(absolute: string): boolean {
    return (
      absolute === this.#root ||
      absolute.startsWith(this.#root.endsWith(path.sep) ? this.#root : `${this.#root}${path.sep}`)
    );
  }
}

function readContent(real: string, file: string): Buffer {
  try {
    return readFileSync(real);
  } catch (cause) {
    if (statSync(real, { throwIfNoEntry: false })?.isDirectory())
      throw new UserError(`${file}: is a folder. Name a file.`, { cause });
    throw unreadable(file, cause);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(content: Buffer, file: string): string {
  try {
    return utf8.decode(content);
  } catch (cause) {
    throw new UserError(`${file}: is no text in UTF-8. Write it in UTF-8; a binary file cannot be a value.`, { cause });
  }
}

function outside(file: string): UserError {
  return new UserError(
    `${file}: is outside the repository. Only files of the repository may be read: copy it into it.`,
  );
}

function unreadable(file: string, cause: unknown): UserError {
  return new UserError(
    `${file}: cannot be read (${(cause as NodeJS.ErrnoException).code}). Allow it, or name another file.`,
    { cause },
  );
}
