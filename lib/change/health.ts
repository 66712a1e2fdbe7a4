import type { CommitStatus } from '../forge/forge.ts';
import type { Upstream } from './upstream-gate.ts';

/**
 * What the CD tool of an environment has reported of an application. Its object is called `<env>-<app>`, and so is a part of the context of
 * a status: `kustomization/staging-users/1a2b3c4d` of Flux (notification-controller, `<kind>/<name>/<id>`), or `argocd/staging-users` of
 * Argo CD's notifications with the application's name in their label.
 *
 * @param statuses of each commit since the image came, the newest commit first: the first that says something counts
 */
export function healthOf(
  environment: string,
  application: string,
  statuses: readonly (readonly CommitStatus[])[],
): Upstream['health'] {
  const object = `${environment}-${application}`;
  for (const ofCommit of statuses) {
    const own = ofCommit.filter(({ context }) => context.split('/').includes(object));
    const states = new Set(own.map(({ state }) => state));
    if (states.has('failure')) return 'unhealthy';
    if (states.has('success') && !states.has('pending')) return 'healthy';
  }
  return 'silent';
}
