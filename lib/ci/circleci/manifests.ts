import { PROTECT_NOTE, TOKEN_NOTE, writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import { baseCheck, INSTALL, pushScript, RENDER_CHECK, renderCommand, scheduleScript } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';

/**
 * Contexts hold the token: https://circleci.com/docs/guides/security/contexts/
 *
 * Serial groups skip the job of an older pipeline: https://circleci.com/docs/controlling-serial-execution-across-your-organization
 */
export function circleciManifests(options: ManifestOptions): string {
  const { base } = options;
  return `${comments('#', [
    ...writtenBy('circleci'),
    '',
    ...TOKEN_NOTE,
    'Keep it in the context "kumiki", with the expression restriction',
    `  pipeline.git.branch == "${base}" or pipeline.git.branch starts-with "kumiki/bump/"`,
    'and leave "Pass secrets to builds from forked pull requests" off.',
    ...PROTECT_NOTE,
    'CircleCI checks out by ssh: give the address by https in kumiki.config.ts, or to kumiki ci with --repository.',
    `Make a schedule trigger of ${base}, every half hour.`,
    'Nothing is posted: a job that could would run the config of the pull request, with a token. The report is the log.',
  ])}
version: 2.1

executors:
  node:
    docker:
      - image: cimg/node:20.19

jobs:
  # It has no secret: it runs the code of pull requests.
  check:
    executor: node
    steps:
      - checkout:
          method: full
      - run: git fetch --quiet origin +refs/heads/${base}:refs/remotes/origin/${base}
      - restore_cache:
          keys: ['npm-{{ checksum "package-lock.json" }}']
      - run: ${INSTALL}
      - save_cache:
          key: npm-{{ checksum "package-lock.json" }}
          paths: [~/.npm]
      - run: ${RENDER_CHECK}
      - run: ${baseCheck(base)}

  # What has the token reads no cache: every branch could have written it.
  repair:
    executor: node
    steps:
      - checkout
      - run: env -u KUMIKI_TOKEN ${INSTALL}
      - run: |
${indented(pushScript(options), 10)}

  # Pull requests that conflict by now; auto-merge is off where a freeze began; previews whose time is over.
  refresh:
    executor: node
    steps:
      - checkout
      - run: env -u KUMIKI_TOKEN ${INSTALL}
      - run: |
${indented(scheduleScript(options), 10)}

  # For bump --remote-render.
  render:
    executor: node
    steps:
      - checkout
      - run: env -u KUMIKI_TOKEN ${INSTALL}
      - run: |
          BRANCH=$CIRCLE_BRANCH
          ${renderCommand(options)}

# In a serial group a newer pipeline takes the place of an older one, so each group is of one task, and of one branch.
workflows:
  check:
    when:
      not:
        equal: [scheduled_pipeline, << pipeline.trigger_source >>]
    jobs: [check]
  repair:
    when:
      and:
        - equal: [${base}, << pipeline.git.branch >>]
        - not:
            equal: [scheduled_pipeline, << pipeline.trigger_source >>]
    jobs:
      - repair:
          context: kumiki
          serial-group: << pipeline.project.slug >>/kumiki/repair
  refresh:
    when:
      and:
        - equal: [${base}, << pipeline.git.branch >>]
        - equal: [scheduled_pipeline, << pipeline.trigger_source >>]
    jobs:
      - refresh:
          context: kumiki
          serial-group: << pipeline.project.slug >>/kumiki/refresh
  render:
    when:
      matches:
        pattern: ^kumiki/bump/.+$
        value: << pipeline.git.branch >>
    jobs:
      - render:
          context: kumiki
          serial-group: << pipeline.project.slug >>/<< pipeline.git.branch >>
`;
}
