import {
  closePreviewScript,
  defaultImage,
  LEAVE_SOURCES,
  openPreviewScript,
  YOURS_NOTE,
} from '../application-scripts.ts';
import { writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import type { ApplicationOptions } from '../recipe.ts';
import { applicationTokenNote, buildJob } from './bump.ts';

const OWN = 'github.event.pull_request.head.repo.full_name == github.repository';

/** In an application's repository: an environment for each pull request of its own branches. */
export function previewWorkflow(options: ApplicationOptions): string {
  return `${comments('#', [
    ...writtenBy('github', ' --for app'),
    ...YOURS_NOTE,
    '',
    ...applicationTokenNote(options),
    'Keep it as a secret of the environment "kumiki-preview". Whoever can push a branch here can make this workflow read it;',
    'leave this file out where that is too much. Pull requests of forks get no preview, and no secret.',
  ])}
name: kumiki preview
on:
  pull_request:
    types: [opened, synchronize, reopened, closed]
permissions:
  contents: read
concurrency:
  group: kumiki-preview-\${{ github.event.pull_request.number }}
env:
  IMAGE: ${defaultImage(options)}
jobs:
  build:
    if: \${{ github.event.action != 'closed' && ${OWN} }}
${buildJob()}
  # What has the token neither checks out nor runs anything of the pull request.
  open:
    needs: build
${previewJob()}
          DIGEST: \${{ needs.build.outputs.digest }}
        run: |
${indented([LEAVE_SOURCES, ...openPreviewScript(options)], 10)}
  close:
    if: \${{ github.event.action == 'closed' && ${OWN} }}
${previewJob()}
        run: |
${indented([LEAVE_SOURCES, ...closePreviewScript(options)], 10)}
`;
}

function previewJob(): string {
  return `    runs-on: ubuntu-latest
    timeout-minutes: 15
    environment: kumiki-preview
    permissions: {}
    steps:
      - env:
          KUMIKI_TOKEN: \${{ secrets.KUMIKI_TOKEN }}
          NUMBER: \${{ github.event.pull_request.number }}`;
}
