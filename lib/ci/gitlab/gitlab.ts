import type { HostRecipes } from '../recipe.ts';
import { gitlabApplication } from './application.ts';
import { gitlabManifests } from './manifests.ts';

/** GitLab CI/CD: https://docs.gitlab.com/ci/yaml/ */
export const gitlab: HostRecipes = {
  manifests: (options) => ({ '.gitlab-ci.yml': gitlabManifests(options) }),
  application: (options) => ({ '.gitlab-ci.yml': gitlabApplication(options) }),
};
