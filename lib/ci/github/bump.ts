import {
  BUILD_SCRIPT,
  bumpScript,
  defaultImage,
  LEAVE_SOURCES,
  READ_DIGEST,
  YOURS_NOTE,
} from '../application-scripts.ts';
import { GATES_NOTE, writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import type { ApplicationOptions } from '../recipe.ts';
import { CACHE, CHECKOUT } from './actions.ts';

/** In an application's repository: builds an image, then proposes it. */
export function bumpWorkflow(options: ApplicationOptions): string {
  return `${comments('#', [
    ...writtenBy('github', ' --for app'),
    ...YOURS_NOTE,
    '',
    ...applicationTokenNote(options),
    'Keep it as a secret of the environment "kumiki", with main as its only deployment branch: a secret of the repository',
    'can be read by everybody who can push a branch.',
  ])}
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
${buildJob()}
  bump:
    needs: build
    runs-on: ubuntu-latest
    timeout-minutes: 15
    environment: kumiki
    permissions: {}
    # No concurrency: in a group the run of an old commit could take the place of a newer one. kumiki orders builds itself.
    steps:
${installCache(options)}
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

/** What both workflows of an application say of their token. */
export function applicationTokenNote({ repository }: ApplicationOptions): readonly string[] {
  return [
    `KUMIKI_TOKEN is a fine-grained token of a bot user, for ${repository} alone: Contents and`,
    `Pull requests read and write; ${GATES_NOTE}. It has no right to this repository, and`,
    'no cluster knows it.',
  ];
}

/** The job that runs the application's code. It has no secret but what the registry asks for. */
export function buildJob(): string {
  return `    runs-on: ubuntu-latest
    timeout-minutes: 60
    outputs:
      digest: \${{ steps.build.outputs.digest }}
    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false
      - id: build
        env:
          COMMIT: \${{ github.sha }}
        run: |
${indented([...BUILD_SCRIPT, READ_DIGEST, 'echo "digest=$DIGEST" >> "$GITHUB_OUTPUT"'], 10)}`;
}

/** What npm and kumiki installed before. */
export function installCache({ version }: ApplicationOptions): string {
  return `      - uses: ${CACHE}
        with:
          path: |
            ~/.npm
            ~/.cache/kumiki
          # A new one each time, as the manifest repository's lock is not known here; the last one is where it begins.
          key: kumiki-${version}-\${{ github.run_id }}
          restore-keys: kumiki-${version}-`;
}
