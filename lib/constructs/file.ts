const FILE = Symbol('file');

/** The content of a file of the repository, as a value of a Config. */
export interface FileContent {
  readonly file: string;
}

/**
 * The content of a file of the repository, as a value of a Config.
 *
 * @param path from the repository's root: `config/nginx.conf`. Text in UTF-8; a missing file is an error.
 */
export function file(path: string): FileContent {
  return { file: path, [FILE]: true } as FileContent;
}

export function isFileContent(value: unknown): value is FileContent {
  return typeof value === 'object' && value !== null && FILE in value;
}
