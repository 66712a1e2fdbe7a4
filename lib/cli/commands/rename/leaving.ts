import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deletionsFile, readDeletions, renderDeletions, type Deletion } from '../../../change/deletions.ts';
import { objectsIn } from '../../committed-delivery.ts';
import type { RepositoryData } from './repository-data.ts';

/** What goes from dist with the old name of an application, in one environment. */
export interface Leaving {
  readonly environment: string;
  /** The environment's `deletions.json`. */
  readonly file: string;
  /** What a reviewer has to see in it. */
  readonly entry: Omit<Deletion, 'reason'>;
  /** The file has such an entry. */
  readonly isThere: boolean;
  /** Objects whose data does not follow: `StatefulSet users/users-db`. */
  readonly holding: readonly string[];
}

/** The environments, of these, that have something under the old name in dist. */
export function listLeaving(
  root: string,
  data: RepositoryData,
  environments: readonly string[],
  application: string,
): readonly Leaving[] {
  return environments.flatMap((environment) => {
    if (!existsSync(path.join(root, 'dist', environment, application))) return [];
    const holding = objectsBelow(root, environment, application)
      .filter(({ kind }) => HOLDING.has(kind))
      .map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
    const file = deletionsFile(environment);
    const isThere = entriesOf(data, file).some((one) => one.application === application && one.object === undefined);
    return [{ environment, file, entry: { application }, isThere, holding }];
  });
}

/** The text of the file with the entry in it. */
export function withEntry(data: RepositoryData, { file, entry }: Leaving, reason: string): string {
  return renderDeletions([...entriesOf(data, file), { ...entry, reason }]);
}

function entriesOf(data: RepositoryData, file: string): readonly Deletion[] {
  const text = data.read(file);
  return text === undefined ? [] : readDeletions(text, file);
}

const HOLDING: ReadonlySet<string> = new Set(['StatefulSet', 'PersistentVolumeClaim']);

/** What dist has of an application; nothing where it has no such folder. */
export function objectsBelow(root: string, environment: string, application: string): ReturnType<typeof objectsIn> {
  const folder = path.join(root, 'dist', environment, application);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => objectsIn(readFileSync(path.join(folder, name), 'utf8'), name));
}
