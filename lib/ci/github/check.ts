import { writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import { checkScript, INSTALL } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';
import { CHECKOUT, SETUP_NODE, UPLOAD_ARTIFACT } from './actions.ts';

/** Runs the code of whoever wrote the pull request: without a secret, with a token that only reads. */
export function checkWorkflow(options: ManifestOptions): string {
  return `${comments('#', [
    ...writtenBy('github'),
    'Make the job "check" required on the base branch. It has no secret: it runs the code of pull requests.',
  ])}
name: kumiki check
on:
  push:
  pull_request:
  merge_group:
permissions:
  contents: read
concurrency:
  group: kumiki-check-\${{ github.event_name }}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: ${CHECKOUT}
        with:
          # The base branch too, with what it had before.
          fetch-depth: 0
          # No token stays where the code of a pull request could read it.
          persist-credentials: false
      - uses: ${SETUP_NODE}
        with:
          node-version: 20
          cache: npm
      - run: ${INSTALL}
      - run: |
${indented(checkScript(options), 10)}
      - if: \${{ !cancelled() && github.event_name == 'pull_request' }}
        uses: ${UPLOAD_ARTIFACT}
        with:
          name: kumiki-report
          path: kumiki-report.txt
          if-no-files-found: ignore
          retention-days: 7
`;
}
