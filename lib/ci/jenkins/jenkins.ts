import type { HostRecipes } from '../recipe.ts';
import { jenkinsApplication } from './application.ts';
import { jenkinsBot } from './bot.ts';
import { jenkinsCheck } from './check.ts';

/** Jenkins, declarative pipelines: https://www.jenkins.io/doc/book/pipeline/syntax/ */
export const jenkins: HostRecipes = {
  manifests: (options) => ({ Jenkinsfile: jenkinsCheck(options), 'Jenkinsfile.kumiki': jenkinsBot(options) }),
  application: (options) => ({ Jenkinsfile: jenkinsApplication(options) }),
};
