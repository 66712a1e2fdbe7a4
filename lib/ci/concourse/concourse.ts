import type { HostRecipes } from '../recipe.ts';
import { concourseApplication } from './application.ts';
import { concourseManifests } from './manifests.ts';

/** Concourse: https://concourse-ci.org/docs/pipelines/ */
export const concourse: HostRecipes = {
  manifests: (options) => ({ 'ci/kumiki.yaml': concourseManifests(options) }),
  application: (options) => ({ 'ci/kumiki.yaml': concourseApplication(options) }),
};
