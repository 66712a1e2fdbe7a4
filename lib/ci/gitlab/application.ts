import {
  BUILD_SCRIPT,
  bumpScript,
  closePreviewScript,
  defaultImage,
  LEAVE_SOURCES,
  openPreviewScript,
  READ_DIGEST,
  YOURS_NOTE,
} from '../application-scripts.ts';
import { writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import type { ApplicationOptions } from '../recipe.ts';

const MERGE_REQUEST =
  '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_PATH == $CI_PROJECT_PATH';

/** Environments stop with their merge request: https://docs.gitlab.com/ci/environments/#stopping-an-environment */
export function gitlabApplication(options: ApplicationOptions): string {
  return `${comments('#', [
    ...writtenBy('gitlab', ' --for app'),
    ...YOURS_NOTE,
    '',
    `KUMIKI_TOKEN is a project access token of ${options.repository} alone: role Developer, scope api.`,
    'Keep it as a variable that is protected, masked and hidden, of the environment scope "kumiki".',
    'For previews keep it a second time, masked and hidden, of the scope "kumiki-preview/*"; merge requests have no protected',
    'variable, so whoever can push a branch here can read that one. Leave the preview jobs out where that is too much.',
  ])}
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == "main"

variables:
  IMAGE: ${defaultImage(options)}

# It runs the code of merge requests, and has no token of the manifest repository.
build:
  image: docker:28
  services: [docker:28-dind]
  script:
    - COMMIT=$CI_COMMIT_SHA
    - |
${indented(BUILD_SCRIPT, 6)}
  artifacts:
    # A plain file: a dotenv report could set any variable of the jobs that have the token.
    paths: [digest.txt]
    expire_in: 1 day

.kumiki:
  image: node:20
  needs: [build]
  # Nothing of the sources is there to be run.
  variables:
    GIT_STRATEGY: none

bump:
  extends: .kumiki
  rules:
    - if: $CI_PIPELINE_SOURCE != "merge_request_event" && $CI_COMMIT_BRANCH == "main"
  environment:
    name: kumiki
    action: access
  resource_group: kumiki
  cache:
    key: kumiki
    paths: [.npm/, .cache/kumiki/]
  script:
    - export npm_config_cache="$CI_PROJECT_DIR/.npm" XDG_CACHE_HOME="$CI_PROJECT_DIR/.cache"
    - SOURCE=$CI_PROJECT_URL COMMIT=$CI_COMMIT_SHA BUILD=$CI_PIPELINE_IID
    - ${READ_DIGEST}
    - ${LEAVE_SOURCES}
    - |
${indented(bumpScript(options), 6)}

preview:
  extends: .kumiki
  rules:
    - if: ${MERGE_REQUEST}
  environment:
    name: kumiki-preview/$CI_MERGE_REQUEST_IID
    on_stop: close preview
    auto_stop_in: 1 week
  script:
    - NUMBER=$CI_MERGE_REQUEST_IID
    - ${READ_DIGEST}
    - ${LEAVE_SOURCES}
    - |
${indented(openPreviewScript(options), 6)}

# GitLab starts it when the merge request is merged or closed.
close preview:
  extends: .kumiki
  needs: []
  rules:
    - if: ${MERGE_REQUEST}
      when: manual
      allow_failure: true
  environment:
    name: kumiki-preview/$CI_MERGE_REQUEST_IID
    action: stop
  script:
    - NUMBER=$CI_MERGE_REQUEST_IID
    - ${LEAVE_SOURCES}
    - |
${indented(closePreviewScript(options), 6)}
`;
}
