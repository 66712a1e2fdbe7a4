import { writtenBy } from '../headers.ts';
import { comments } from '../lines.ts';
import { baseCheck, INSTALL, RENDER_CHECK } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';

/** Settings of the clone: https://woodpecker-ci.org/plugins/git-clone */
export function woodpeckerCheck({ base }: ManifestOptions): string {
  return `${comments('#', [
    ...writtenBy('woodpecker'),
    'It has no secret: it runs the code of pull requests.',
    'Nothing is posted: a step that could would share its files with those that run that code. The report is the log.',
  ])}
when:
  - event: [push, pull_request]
clone:
  git:
    image: woodpeckerci/plugin-git
    settings:
      partial: false
      # The base of a pull request too: steps have no credential to fetch it.
      fetch_target_branch: true
steps:
  - name: render
    image: node:20
    commands:
      - ${INSTALL}
      - ${RENDER_CHECK}
  - name: check
    image: node:20
    when:
      - event: pull_request
        branch: ${base}
    commands:
      - ${baseCheck(base)}
`;
}
