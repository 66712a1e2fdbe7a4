import {
  BUILD_SCRIPT,
  bumpScript,
  defaultImage,
  LEAVE_SOURCES,
  READ_DIGEST,
  YOURS_NOTE,
} from '../application-scripts.ts';
import { writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import type { ApplicationOptions } from '../recipe.ts';
import { CHECK_OUT, giteaTokenNote, NODE_JOB } from './jobs.ts';

/** In an application's repository: builds an image, then proposes it. */
export function giteaBump(options: ApplicationOptions): string {
  return `${comments('#', [...writtenBy('gitea', ' --for app'), ...YOURS_NOTE, '', ...giteaTokenNote(options)])}
name: kumiki bump
on:
  push:
    branches: [main]
permissions:
  contents: read
env:
  IMAGE: ${defaultImage(options)}
jobs:
  build:
${giteaBuild()}
  bump:
    needs: build
${NODE_JOB}
    steps:
      - env:
          KUMIKI_TOKEN: \${{ secrets.KUMIKI_TOKEN }}
          DIGEST: \${{ needs.build.outputs.digest }}
          SOURCE: \${{ github.server_url }}/\${{ github.repository }}
          COMMIT: \${{ github.sha }}
          BUILD: \${{ github.run_number }}
        run: |
${indented([LEAVE_SOURCES, ...bumpScript(options)], 10)}
`;
}

/** The job that runs the application's code. It has no secret but what the registry asks for. */
export function giteaBuild(): string {
  return `    runs-on: ubuntu-latest
    outputs:
      digest: \${{ steps.build.outputs.digest }}
    steps:
${CHECK_OUT}
      - id: build
        env:
          COMMIT: \${{ github.sha }}
        run: |
${indented([...BUILD_SCRIPT, READ_DIGEST, 'echo "digest=$DIGEST" >> "$GITHUB_OUTPUT"'], 10)}`;
}
