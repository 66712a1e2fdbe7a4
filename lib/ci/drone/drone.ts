import type { HostRecipes } from '../recipe.ts';
import { droneApplication } from './application.ts';
import { droneManifests } from './manifests.ts';

/**
 * Drone, docker pipelines: https://docs.drone.io/pipeline/docker/syntax/
 *
 * What it checks out: https://github.com/drone/drone-git/blob/master/posix/clone-pull-request
 */
export const drone: HostRecipes = {
  manifests: (options) => ({ '.drone.yml': droneManifests(options) }),
  application: (options) => ({ '.drone.yml': droneApplication(options) }),
};
