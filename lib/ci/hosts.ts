import { circleci } from './circleci/circleci.ts';
import { concourse } from './concourse/concourse.ts';
import { drone } from './drone/drone.ts';
import { gitea } from './gitea/gitea.ts';
import { github } from './github/github.ts';
import { gitlab } from './gitlab/gitlab.ts';
import { jenkins } from './jenkins/jenkins.ts';
import type { HostRecipes } from './recipe.ts';
import { travis } from './travis/travis.ts';
import { woodpecker } from './woodpecker/woodpecker.ts';

/** Every CI host that there is a recipe for. */
export const CI_HOSTS: ReadonlyMap<string, HostRecipes> = new Map(
  Object.entries({ github, gitlab, gitea, circleci, travis, jenkins, drone, woodpecker, concourse }),
);
