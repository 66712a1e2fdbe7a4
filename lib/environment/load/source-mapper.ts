import { SourceMap, type SourceMapPayload } from 'node:module';
import path from 'node:path';
import type { UserCode } from '../purity/user-code.ts';
import { isVirtual } from './virtual-module.ts';

/** From frames of the bundle back to the files that a person wrote. The map is read when the first frame is asked for. */
export class SourceMapper implements UserCode {
  readonly root: string;
  readonly #url: string;
  readonly #frame: RegExp;
  readonly #text: string;
  readonly #tree: string;
  #map: SourceMap | undefined;

  /**
   * @param url the bundle's address as stacks write it
   * @param map its source map, as JSON; sources relative to `root`
   * @param tree put behind each place, where `root` holds the files of a commit: ` of commit abc1234`
   */
  constructor(url: string, map: string, root: string, tree = '') {
    this.root = root;
    this.#url = url;
    this.#frame = new RegExp(`${url.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)}:(\\d+)(?::(\\d+))?`, 'g');
    this.#text = map;
    this.#tree = tree;
  }

  isUserCode(stack: string): boolean {
    return stack.includes(this.#url);
  }

  /** The first frame of user code in a stack: `apps/users.ts:14`, from the repository's root. */
  locate(stack: string): string | undefined {
    for (const [, line, column] of stack.matchAll(this.#frame)) {
      const found = this.#find(line, column);
      if (found !== undefined) return this.shown(`${found.file}:${found.line}`);
    }
    return undefined;
  }

  /** A file or a place in one, for messages: a commit's is told from today's. */
  shown(place: string): string {
    return `${place}${this.#tree}`;
  }

  #find(
    line: string | undefined,
    column: string | undefined,
  ): { readonly file: string; readonly line: number } | undefined {
    this.#map ??= new SourceMap(JSON.parse(this.#text) as SourceMapPayload);
    // A frame without a column is a line that could not be linked: an import, whose last mapping is its own.
    const entry = this.#map.findEntry(
      Number(line) - 1,
      column === undefined ? Number.MAX_SAFE_INTEGER : Number(column) - 1,
    );
    if (!('originalSource' in entry) || entry.originalSource === undefined) return undefined;
    if (isVirtual(entry.originalSource)) return undefined;
    return { file: path.posix.normalize(entry.originalSource), line: entry.originalLine + 1 };
  }
}
