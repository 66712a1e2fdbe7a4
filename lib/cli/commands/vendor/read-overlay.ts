import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { overlayResources } from '../../../vendor/overlay-resources.ts';
import { readTree, tryPlace } from './read-tree.ts';

const FILES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export interface Overlay {
  /** Every file of its folder, and of those that it builds on, by path from the repository's root. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Addresses that it fetches. */
  readonly remote: readonly string[];
}

/** @param source the folder, from the repository's root */
export function readOverlay(root: string, source: string): Overlay {
  const files = new Map<string, Uint8Array>();
  const remote: string[] = [];
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const absolute = path.join(root, folder);
    for (const [file, content] of readTree(root, absolute)) files.set(path.posix.join(folder, file), content);
    for (const resource of overlayResources(readKustomization(absolute, folder), folder)) {
      const place = tryPlace(root, absolute, resource);
      if (place === undefined) remote.push(resource);
      else if (place.isFolder) visit(place.path);
    }
  };
  visit(source);
  return { files, remote };
}

function readKustomization(folder: string, shown: string): string {
  const file = FILES.map((name) => path.join(folder, name)).find((one) => existsSync(one));
  if (file === undefined) throw new UserError(`${shown}: has no kustomization.yaml. Name a folder that has one.`);
  return readFileSync(file, 'utf8');
}
