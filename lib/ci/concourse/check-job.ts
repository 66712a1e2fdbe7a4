import { indented } from '../lines.ts';
import { checkScript, INSTALL } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';
import { task } from './task.ts';

const SAFE = "git config --global --add safe.directory '*'";

/** GitHub takes 65,536 characters in a comment. */
const LONGEST = 60_000;

/**
 * Pull requests come from https://github.com/cloudfoundry-community/github-pr-resource, which leaves its token in the `.git/config` of what
 * it fetched: their code runs in a copy without it, and what it says is posted by a step that runs none of it.
 */
export function checkJob(options: ManifestOptions): string {
  const { base } = options;
  const copy = task(
    {
      name: 'copy',
      inputs: ['pull-request'],
      outputs: ['source'],
      script: [
        SAFE,
        'git clone --quiet --no-local pull-request source',
        `git -C source update-ref refs/remotes/origin/${base} "$(cat pull-request/.git/resource/base_sha)"`,
      ],
    },
    10,
  );
  const check = task(
    {
      name: 'check',
      inputs: ['source'],
      outputs: ['found'],
      cache: '.npm',
      script: [
        SAFE,
        'export npm_config_cache="$PWD/.npm"',
        'cd source',
        INSTALL,
        "trap 'cp kumiki-report.txt ../found/' EXIT",
        ...checkScript(options),
      ],
    },
    10,
  );
  const quote = task(
    {
      name: 'quote',
      inputs: ['found'],
      outputs: ['report'],
      script: [
        'if [ -f found/kumiki-report.txt ] && [ ! -L found/kumiki-report.txt ]; then',
        `  tr -d '\\r' < found/kumiki-report.txt | sed 's/^/    /' | head -c ${LONGEST} > report/comment.md`,
        'else',
        '  echo "There is no report." > report/comment.md',
        'fi',
      ],
    },
    16,
  );
  return `  - name: check
    plan:
      - get: pull-request
        trigger: true
        version: every
      - put: pull-request
        inputs: [pull-request]
        no_get: true
        params: {path: pull-request, status: PENDING, context: check}
      - do:
          # A clone takes no settings along, and so no token.
${copy}
          # It has no secret: it runs the code of pull requests.
${check}
            ensure:
              do:
                # Indented it is code to Markdown, whatever it says.
${quote}
                - put: pull-request
                  inputs: [pull-request, report]
                  no_get: true
                  params: {path: pull-request, comment_file: report/comment.md, delete_previous_comments: true}
${hook('on_success', 'SUCCESS')}
${hook('on_failure', 'FAILURE')}
${hook('on_error', 'ERROR')}
${hook('on_abort', 'ERROR')}`;
}

/** What a build ended with: https://concourse-ci.org/docs/steps/modifier-and-hooks/ */
function hook(event: string, status: string): string {
  return indented(
    [
      `${event}:`,
      '  put: pull-request',
      '  inputs: [pull-request]',
      '  no_get: true',
      `  params: {path: pull-request, status: ${status}, context: check}`,
    ],
    8,
  );
}
