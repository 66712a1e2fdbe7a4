import type { HostRecipes } from '../recipe.ts';
import { circleciApplication } from './application.ts';
import { circleciManifests } from './manifests.ts';

/** CircleCI: https://circleci.com/docs/reference/configuration-reference/ */
export const circleci: HostRecipes = {
  manifests: (options) => ({ '.circleci/config.yml': circleciManifests(options) }),
  application: (options) => ({ '.circleci/config.yml': circleciApplication(options) }),
};
