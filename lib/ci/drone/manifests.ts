import { DRONE_SECRET_NOTE } from './secret-note.ts';
import { PROTECT_NOTE, TOKEN_NOTE, writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import { INSTALL, mergedCheck, pushScript, RENDER_CHECK, renderCommand, scheduleScript } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';

/** Drone puts values into what stands in braces before YAML is read, so no variable here has any. */
export function droneManifests(options: ManifestOptions): string {
  const { base } = options;
  return `${comments('#', [
    ...writtenBy('drone'),
    '',
    ...TOKEN_NOTE,
    ...DRONE_SECRET_NOTE,
    ...PROTECT_NOTE,
    `Make a cron job "kumiki" of ${base}, @hourly.`,
    'Nothing is posted: a step that could would share its files with those that run the code of the pull request.',
  ])}
# It has no secret: it runs the code of pull requests.
kind: pipeline
type: docker
name: check
trigger:
  event: [push, pull_request]
steps:
  - name: render
    image: node:20
    commands:
      - ${INSTALL}
      - ${RENDER_CHECK}
  # Of a pull request Drone fetches the branch that it is for, and brings both together. Of a push it fetches no base.
  - name: check
    image: node:20
    when:
      event: [pull_request]
      branch: [${base}]
    commands:
      - ${mergedCheck(base)}
---
kind: pipeline
type: docker
name: repair
concurrency:
  limit: 1
trigger:
  event: [push]
  branch: [${base}]
steps:
${tokenStep(pushScript(options))}
---
# Pull requests that conflict by now; auto-merge is off where a freeze began; previews whose time is over.
kind: pipeline
type: docker
name: refresh
concurrency:
  limit: 1
trigger:
  event: [cron]
  cron: [kumiki]
steps:
${tokenStep(scheduleScript(options))}
---
# For bump --remote-render.
kind: pipeline
type: docker
name: render
concurrency:
  limit: 1
trigger:
  event: [push]
  branch: [kumiki/bump/*/*]
steps:
${tokenStep(['BRANCH=$DRONE_BRANCH', renderCommand(options)])}
`;
}

function tokenStep(lines: readonly string[]): string {
  return `  - name: kumiki
    image: node:20
    environment:
      KUMIKI_TOKEN:
        from_secret: kumiki_token
    commands:
      - env -u KUMIKI_TOKEN ${INSTALL}
      - |
${indented(lines, 8)}`;
}
