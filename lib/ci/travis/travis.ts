import type { HostRecipes } from '../recipe.ts';
import { travisApplication } from './application.ts';
import { travisManifests } from './manifests.ts';

/** Travis CI: https://config.travis-ci.com/, and its images: https://docs.travis-ci.com/user/reference/linux/ */
export const travis: HostRecipes = {
  manifests: (options) => ({ '.travis.yml': travisManifests(options) }),
  application: (options) => ({ '.travis.yml': travisApplication(options) }),
};
