import { isDelivering } from '../delivery/lost-namespaces.ts';
import type { Finding } from '../errors.ts';
import { committedNames, committedObjects } from './committed-delivery.ts';

/**
 * An environment whose file is gone while its CD tool still delivers applications: nothing would remove what runs.
 *
 * @param folder `dist/<env>`
 */
export function stillDelivered(environment: string, folder: string): readonly Finding[] {
  const objects = committedObjects(folder, committedNames(folder));
  if (!objects.some(isDelivering)) return [];
  const message = `${environment}: no file declares it any more, and its applications still run. Bring it back with removed: true, merge that, and delete its files once its cluster is empty.`;
  return [{ rule: 'change/environment-not-removed', severity: 'error', message, environment }];
}
