import { writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import { checkScript, INSTALL } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';
import { CHECK_OUT_ALL, NODE_JOB } from './jobs.ts';

/** Runs the code of whoever wrote the pull request, without a secret. */
export function giteaCheck(options: ManifestOptions): string {
  return `${comments('#', [
    ...writtenBy('gitea'),
    'Make the job "check" required on the base branch. It has no secret: it runs the code of pull requests.',
    'Nothing is posted: before 1.26 Gitea ignores "permissions", so what may comment may also push. The report is the log.',
  ])}
name: kumiki check
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  check:
${NODE_JOB}
    steps:
${CHECK_OUT_ALL}
      - run: ${INSTALL}
      - run: |
${indented(checkScript(options), 10)}
`;
}
