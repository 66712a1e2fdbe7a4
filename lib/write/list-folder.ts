import { type Dirent, readdirSync } from 'node:fs';
import { isDiskError } from '../disk-error.ts';

/** A link is itself: nothing follows it. */
export type LeafKind = 'file' | 'link' | 'other';

export interface Listing {
  /** Path below the folder, with `/`, to what it is. */
  readonly leaves: ReadonlyMap<string, LeafKind>;
  readonly folders: ReadonlySet<string>;
}

/** Everything below a folder; nothing where there is no folder. */
export function listFolder(folder: string): Listing {
  const leaves = new Map<string, LeafKind>();
  const folders = new Set<string>();
  collect(folder, '', leaves, folders);
  return { leaves, folders };
}

function collect(folder: string, below: string, leaves: Map<string, LeafKind>, folders: Set<string>): void {
  for (const entry of readFolder(folder)) {
    const path = below + entry.name;
    if (entry.isDirectory()) {
      folders.add(path);
      collect(`${folder}/${entry.name}`, `${path}/`, leaves, folders);
    } else {
      leaves.set(path, entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : 'other');
    }
  }
}

function readFolder(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isDiskError(error, 'ENOENT')) return [];
    throw error;
  }
}
