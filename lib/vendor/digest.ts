import { createHash } from 'node:crypto';

/** `sha256:…` of the bytes of a file. */
export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** `sha256:…` of files: of their paths and contents, in the order of their paths. */
export function treeDigest(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const [path, content] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${JSON.stringify(path)} ${content.length}\n`).update(content);
  return `sha256:${hash.digest('hex')}`;
}
