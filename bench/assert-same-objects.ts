import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Throws where two folders of rendered environments hold other documents, in whatever order. What kumiki adds for the root (`delivery`) is left out. */
export function assertSameObjects(first: string, second: string): void {
  for (const environment of readdirSync(second)) {
    for (const application of readdirSync(path.join(second, environment))) {
      const file = path.join(environment, application, 'manifests.yaml');
      const [ours, theirs] = [first, second].map((folder) => documentsOf(path.join(folder, file)));
      if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
        const strange = ours?.find((document) => !theirs?.includes(document));
        throw new Error(`${file}: the programs render different objects, such as\n${strange}`);
      }
    }
  }
}

function documentsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8').replace(/^#.*\n/, '');
  return text
    .split(/^---$/m)
    .map((document) => document.trim())
    .toSorted();
}
