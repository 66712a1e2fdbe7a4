import { isDelivering } from '../delivery/lost-namespaces.ts';
import { isPreview } from '../delivery/previews/namespace-rights.ts';
import type { Finding } from '../errors.ts';
import { committedNames, committedObjects } from './committed-delivery.ts';

/**
 * An environment whose file is gone while its CD tool still delivers applications: nothing would remove what runs. A closed preview is removed
 * by its base.
 *
 * @param folder `dist/<env>`
 */
export function stillDelivered(environment: string, folder: string): readonly Finding[] {
  const objects = committedObjects(folder, committedNames(folder));
  if (!objects.some(isDelivering) || isPreview(environment, objects)) return [];
  const message = `${environment}: no file declares it any more, and its applications still run. Bring it back with removed: true, merge that, and delete its files once its cluster is empty.`;
  return [{ rule: 'change/environment-not-removed', severity: 'error', message, environment }];
}
