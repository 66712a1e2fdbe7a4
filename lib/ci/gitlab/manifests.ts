import { writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import {
  checkScript,
  INSTALL,
  refreshCommand,
  renderCommand,
  repairScript,
  sweepCommand,
} from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';

/**
 * Merge trains and merged results run the pipeline of their merge request: https://docs.gitlab.com/ci/pipelines/merge_request_pipelines/
 */
export function gitlabManifests(options: ManifestOptions): string {
  const { base } = options;
  return `${comments('#', [
    ...writtenBy('gitlab'),
    '',
    'KUMIKI_TOKEN is a project access token of this project: role Developer, scope api. Keep it as a variable that is',
    'protected, masked and hidden, of the environment scope "kumiki": jobs without that environment never see it.',
    `Protect ${base}; and kumiki/*, where the bot alone may push, and force push: what renders such a branch has the token.`,
    'Turn on merged results or merge trains, and make a pipeline schedule of the base branch, every half hour.',
    'A merge request of a fork runs in the fork. Before you run its pipeline here, look at what it changes in this file.',
  ])}
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_PIPELINE_SOURCE == "schedule"
    # Its render is pushed in a pipeline of the branch.
    - if: $CI_COMMIT_BRANCH =~ /^kumiki\\/bump\\//
    # Every other branch with a merge request has the pipeline of that.
    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS
      when: never
    - if: $CI_COMMIT_BRANCH

default:
  image: node:20
  interruptible: true
  timeout: 30 minutes

variables:
  # The base branch too, with what it had before.
  GIT_DEPTH: "0"
  npm_config_cache: $CI_PROJECT_DIR/.npm

# It has no secret: it runs the code of merge requests. GitLab links its report in the merge request, so nothing has to
# be posted: a job that could would run the .gitlab-ci.yml of the merge request, with a token.
check:
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
      when: never
    - when: on_success
  cache:
    key:
      files: [package-lock.json]
    paths: [.npm/]
  script:
    - ${INSTALL}
    - git fetch --quiet origin +refs/heads/${base}:refs/remotes/origin/${base}
    - |
${indented(checkScript(options), 6)}
  artifacts:
    when: always
    expose_as: kumiki report
    paths: [kumiki-report.txt]
    expire_in: 1 week

.bot:
  interruptible: false
  environment:
    name: kumiki
    action: access
  # One at a time.
  resource_group: kumiki
  cache:
    key: kumiki
    paths: [.npm/, .cache/kumiki/]
  variables:
    XDG_CACHE_HOME: $CI_PROJECT_DIR/.cache
  before_script:
    - env -u KUMIKI_TOKEN ${INSTALL}

repair:
  extends: .bot
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == "${base}"
  script:
    - |
${indented(repairScript(options, 'gitlab'), 6)}

# Merge requests that conflict by now; auto-merge is off where a freeze began.
refresh:
  extends: .bot
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == "${base}"
    - if: $CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_BRANCH == "${base}"
  script:
    - ${refreshCommand(options, 'gitlab')}

previews:
  extends: .bot
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_BRANCH == "${base}"
  script:
    - ${sweepCommand(options, 'gitlab')}

# For bump --remote-render. A fork has no protected branch here, and so no token.
render:
  extends: .bot
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH =~ /^kumiki\\/bump\\// && $CI_COMMIT_REF_PROTECTED == "true"
  script:
    - BRANCH=$CI_COMMIT_BRANCH
    - ${renderCommand(options, 'gitlab')}
`;
}
