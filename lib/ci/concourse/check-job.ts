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
    6,
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
    6,
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
    12,
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
      # A clone takes no settings along, and so no token.
${copy}
      # It has no secret: it runs the code of pull requests.
${check}
        on_success:
          put: pull-request
          inputs: [pull-request]
          no_get: true
          params: {path: pull-request, status: SUCCESS, context: check}
        on_failure:
          put: pull-request
          inputs: [pull-request]
          no_get: true
          params: {path: pull-request, status: FAILURE, context: check}
        ensure:
          do:
            # Indented it is code to Markdown, whatever it says.
${quote}
            - put: pull-request
              inputs: [pull-request, report]
              no_get: true
              params: {path: pull-request, comment_file: report/comment.md, delete_previous_comments: true}`;
}
