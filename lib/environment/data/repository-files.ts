import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
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

  /** The text of a file; undefined where there is none. */
  tryRead(file: string): string | undefined {
    try {
      return this.read(file, '');
    } catch (error) {
      if (error instanceof UserError && isMissing(error.cause)) return undefined;
      throw error;
    }
  }

  /**
   * The texts of a file, or of all `.yaml`, `.yml` and `.json` files below a folder, by path from the root, sorted. What starts with a
   * dot, and `node_modules`, is passed over.
   *
   * @param place a file or a folder, from the root
   * @param whenMissing what to do where there is neither, for the message
   */
  readAll(place: string, whenMissing: string): ReadonlyMap<string, string> {
    if (typeof place !== 'string' || place === '')
      throw new UserError(`${JSON.stringify(place)}: is no path. Write one from the repository’s root.`);
    const asked = path.resolve(this.#root, place);
    if (!this.#isInside(asked)) throw outside(place);
    const files = unguarded(() => this.#list(asked, place, whenMissing));
    return new Map(files.map((file) => [file, this.read(file, whenMissing)]));
  }

  /** The names of the folders in a folder, sorted; none where there is no such folder. */
  folders(place: string): readonly string[] {
    const folder = path.resolve(this.#root, place);
    this.#told(folder);
    return unguarded(() => {
      if (!existsSync(folder)) return [];
      return entriesOf(folder, place).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    });
  }

  #list(asked: string, place: string, whenMissing: string): readonly string[] {
    this.#told(asked);
    const real = this.#realPath(asked, place, whenMissing);
    if (!this.#isInside(real)) throw outside(place);
    return statSync(real).isDirectory() ? this.#walk(asked) : [this.#shown(asked)];
  }

  /** A folder is told too: a file that comes to it is a change. */
  #walk(folder: string): readonly string[] {
    this.#told(folder);
    return entriesOf(folder, this.#shown(folder)).flatMap((entry): readonly string[] => {
      const found = path.join(folder, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
      if (entry.isDirectory()) return this.#walk(found);
      if (entry.isSymbolicLink() && isFolder(found))
        throw new UserError(`${this.#shown(found)}: is a link to a folder. Name that folder itself.`);
      return MANIFEST.test(entry.name) ? [this.#shown(found)] : [];
    });
  }

  #shown(absolute: string): string {
    return path.relative(this.#root, absolute).split(path.sep).join('/');
  }

  #realPath(asked: string, file: string, whenMissing: string): string {
    try {
      const folder = this.#realFolder(path.dirname(asked));
      const real = path.join(folder, path.basename(asked));
      return lstatSync(real).isSymbolicLink() ? realpathSync(real) : real;
    } catch (cause) {
      if (isMissing(cause)) throw new UserError(`${file}: there is no such file. ${whenMissing}`, { cause });
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

const MANIFEST = /\.(?:ya?ml|json)$/i;

function entriesOf(folder: string, shown: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  } catch (cause) {
    throw unreadable(shown, cause);
  }
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
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

function isMissing(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
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
