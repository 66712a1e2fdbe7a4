import {
  BUILD_SCRIPT,
  bumpScript,
  defaultImage,
  LEAVE_SOURCES,
  READ_DIGEST,
  YOURS_NOTE,
} from '../application-scripts.ts';
import { TOKEN_NOTE, writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import type { ApplicationOptions } from '../recipe.ts';

/** CircleCI starts nothing when a pull request is closed, so there is no preview of one. */
export function circleciApplication(options: ApplicationOptions): string {
  return `${comments('#', [
    ...writtenBy('circleci', ' --for app'),
    ...YOURS_NOTE,
    '',
    ...TOKEN_NOTE,
    'Keep it in the context "kumiki", with the expression restriction',
    '  pipeline.git.branch == "main"',
    'and leave "Pass secrets to builds from forked pull requests" off.',
    'No previews: nothing runs here when a pull request is closed, and the token is for main alone.',
  ])}
version: 2.1

jobs:
  build:
    docker:
      - image: cimg/base:current
    environment:
      IMAGE: ${defaultImage(options)}
    steps:
      - checkout
      - setup_remote_docker
      - run: |
          COMMIT=$CIRCLE_SHA1
${indented(BUILD_SCRIPT, 10)}
      - persist_to_workspace:
          root: .
          paths: [digest.txt]

  # It has the token, and neither sources nor a cache that another branch could have written.
  bump:
    docker:
      - image: cimg/node:20.19
    environment:
      IMAGE: ${defaultImage(options)}
      SOURCE: << pipeline.project.git_url >>
      # A workflow that runs again keeps it; the number of a job is new each time.
      BUILD: << pipeline.number >>
    steps:
      - attach_workspace:
          at: .
      - run: |
          COMMIT=$CIRCLE_SHA1
          ${READ_DIGEST}
          ${LEAVE_SOURCES}
${indented(bumpScript(options), 10)}

workflows:
  bump:
    when:
      equal: [main, << pipeline.git.branch >>]
    jobs:
      - build
      - bump:
          requires: [build]
          context: kumiki
`;
}
