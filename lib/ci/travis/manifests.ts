import { PROTECT_NOTE, TOKEN_NOTE, writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import { baseCheck, INSTALL, pushScript, RENDER_CHECK, renderCommand, scheduleScript } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';
import { TRAVIS_SECRET_NOTE } from './secret-note.ts';

/** Conditions: https://docs.travis-ci.com/user/conditions-v1 */
export function travisManifests(options: ManifestOptions): string {
  const { base } = options;
  return `${comments('#', [
    ...writtenBy('travis'),
    '',
    ...TOKEN_NOTE,
    ...TRAVIS_SECRET_NOTE,
    ...PROTECT_NOTE,
    `Add a cron job of ${base}, daily; freezes then begin at most a day late for pull requests that were armed before.`,
    'Nothing is posted: a job that could would run the config of the pull request, with a token. The report is the log.',
  ])}
language: node_js
node_js: "20"
os: linux
# Node 20 wants a newer glibc than the image has that Travis takes otherwise.
dist: jammy
git:
  # The base branch too, with what it had before.
  depth: false
cache: npm
install: env -u KUMIKI_TOKEN ${INSTALL}

jobs:
  include:
    - name: check
      if: type != cron
      # It runs the code of pull requests.
      before_script:
        - unset KUMIKI_TOKEN
        - git fetch --quiet origin +refs/heads/${base}:refs/remotes/origin/${base}
      script:
        - ${RENDER_CHECK}
        - ${baseCheck(base)}
    - name: repair
      if: type = push AND branch = ${base} AND fork = false
      cache: false
      script:
        - |
${indented(pushScript(options), 10)}
    # Pull requests that conflict by now; auto-merge is off where a freeze began; previews whose time is over.
    - name: refresh
      if: type = cron AND branch = ${base}
      cache: false
      script:
        - |
${indented(scheduleScript(options), 10)}
    # For bump --remote-render.
    - name: render
      if: type = push AND branch =~ ^kumiki/bump/ AND fork = false
      cache: false
      script:
        - BRANCH=$TRAVIS_BRANCH
        - ${renderCommand(options)}
`;
}
