import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../lib/manifest/object.ts';

/** The objects of the YAML files of a folder and its subfolders, in the order of their names. */
export function readObjects(folder: string): readonly KubernetesObject[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .flatMap((file) => parseAllDocuments(readFileSync(path.join(folder, file), 'utf8'), { version: '1.1' }))
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null);
}
