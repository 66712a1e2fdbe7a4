import type { HostRecipes } from '../recipe.ts';
import { droneApplication } from './application.ts';
import { droneManifests } from './manifests.ts';

/** Drone, docker pipelines: https://docs.drone.io/pipeline/docker/syntax/ */
export const drone: HostRecipes = {
  manifests: (options) => ({ '.drone.yml': droneManifests(options) }),
  application: (options) => ({ '.drone.yml': droneApplication(options) }),
};
