import type { Finding } from '../../errors.ts';
import type { LoadedFile } from '../../read/load-manifest-file.ts';
import { type ReadManifests, type ReadObject, readManifests } from '../../read/read-manifests.ts';

export interface ReadFiles {
  readonly objects: readonly ReadObject[];
  readonly findings: readonly Finding[];
  /** The place of each file in the order they were given. */
  readonly order: ReadonlyMap<string, number>;
}

/** The objects of all files. A file that came with a folder and clearly holds no manifests is told of and left out. */
export function readFiles(files: Iterable<LoadedFile>): ReadFiles {
  const objects: ReadObject[] = [];
  const findings: Finding[] = [];
  const order = new Map<string, number>();
  for (const loaded of files) {
    order.set('finding' in loaded ? (loaded.finding.file ?? '') : loaded.file, order.size);
    if ('finding' in loaded) {
      findings.push(loaded.finding);
      continue;
    }
    const { file, text, named } = loaded;
    if (!named && !MENTIONS_KIND.test(text)) {
      findings.push(notManifests(file));
      continue;
    }
    const read = readManifests(text, file);
    if (!named && isSomethingElse(read)) {
      findings.push(notManifests(file));
      continue;
    }
    objects.push(...read.objects);
    findings.push(...read.findings);
  }
  return { objects, findings, order };
}

/** Broken text without these words, such as a tsconfig.json with comments, is nobody's manifest either. */
const MENTIONS_KIND = /apiVersion|kind/;

function isSomethingElse({ objects, findings }: ReadManifests): boolean {
  return (
    findings.every(({ rule }) => rule === 'server/not-an-object') &&
    !objects.some(({ object }) => mayBeManifest(object))
  );
}

/** `apiVersion` alone may be a chart's, `kind` alone a typing error: one of the two is enough to be checked. */
function mayBeManifest(object: ReadObject['object']): boolean {
  return 'apiVersion' in object || 'kind' in object;
}

function notManifests(file: string): Finding {
  return {
    rule: 'practice/not-a-manifest',
    severity: 'info',
    message: `${file}: skipped, for nothing in it has an apiVersion or a kind. Name the file itself to have it checked.`,
    file,
  };
}
