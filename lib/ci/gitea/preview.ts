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
import { giteaBuild } from './bump.ts';
import { giteaTokenNote, NODE_JOB } from './jobs.ts';

const OWN = 'github.event.pull_request.head.repo.full_name == github.repository';

/** In an application's repository: an environment for each pull request of its own branches. */
export function giteaPreview(options: ApplicationOptions): string {
  return `${comments('#', [
    ...writtenBy('gitea', ' --for app'),
    ...YOURS_NOTE,
    '',
    ...giteaTokenNote(options),
    'Pull requests of forks get no preview, and no secret.',
  ])}
name: kumiki preview
on:
  pull_request:
    types: [opened, synchronize, reopened, closed]
permissions:
  contents: read
env:
  IMAGE: ${defaultImage(options)}
jobs:
  build:
    if: \${{ github.event.action != 'closed' && ${OWN} }}
${giteaBuild()}
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
  return `${NODE_JOB}
    steps:
      - env:
          KUMIKI_TOKEN: \${{ secrets.KUMIKI_TOKEN }}
          NUMBER: \${{ github.event.pull_request.number }}`;
}
