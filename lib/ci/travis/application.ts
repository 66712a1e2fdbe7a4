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
import { TRAVIS_SECRET_NOTE } from './secret-note.ts';

/** One job: nothing carries a file from one to the next, and on a push to the main branch the code is the team's own. */
export function travisApplication(options: ApplicationOptions): string {
  return `${comments('#', [
    ...writtenBy('travis', ' --for app'),
    ...YOURS_NOTE,
    '',
    ...TOKEN_NOTE,
    ...TRAVIS_SECRET_NOTE,
    'No previews: nothing runs here when a pull request is closed, and its code would run where the token is.',
  ])}
language: node_js
node_js: "20"
os: linux
# Node 20 wants a newer glibc than the image has that Travis takes otherwise.
dist: jammy
services: docker
env:
  global:
    - IMAGE=${defaultImage(options)}
install: skip

jobs:
  include:
    - name: bump
      if: type = push AND branch = main AND fork = false
      script:
        - |
          (
          set -e
          COMMIT=$TRAVIS_COMMIT SOURCE=https://github.com/$TRAVIS_REPO_SLUG BUILD=$TRAVIS_BUILD_NUMBER
          token=$KUMIKI_TOKEN
          unset KUMIKI_TOKEN
${indented(BUILD_SCRIPT, 10)}
          ${READ_DIGEST}
          ${LEAVE_SOURCES}
          export KUMIKI_TOKEN=$token
${indented(bumpScript(options), 10)}
          )
`;
}
