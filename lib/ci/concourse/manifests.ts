import { TOKEN_NOTE, writtenBy } from '../headers.ts';
import { comments } from '../lines.ts';
import { INSTALL, pushScript, scheduleScript } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';
import { checkJob } from './check-job.ts';
import { task } from './task.ts';

const TOKEN = { KUMIKI_TOKEN: '((kumiki-token))' };

/** The base branch with the bot's token, pull requests without. */
export function concourseManifests(options: ManifestOptions): string {
  const { base, repository = '((repository))' } = options;
  return `${comments('#', [
    ...writtenBy('concourse'),
    'fly set-pipeline -p kumiki -c ci/kumiki.yaml, by hand or from the base branch, never from a pull request.',
    '',
    ...TOKEN_NOTE,
    'Keep it in the credential manager as "kumiki-token"; git_user is what the git host wants beside it: x-access-token for',
    'GitHub, oauth2 for GitLab. "report-token" is another one, Contents read, Pull requests and Commit statuses write; it',
    'and "project" (acme/manifests) are for the resource of pull requests, which is for GitHub. Elsewhere take the one of',
    'your host, or leave the job "check" out.',
    'bump --remote-render is not for Concourse: a git resource watches one branch, and these are many.',
  ])}
resource_types:
  - name: pull-request
    type: registry-image
    source: {repository: cfcommunity/github-pr-resource}

resources:
  - name: base
    type: git
    icon: git
    source:
      uri: ${repository}
      branch: ${base}
      username: ((git_user))
      password: ((kumiki-token))
  - name: pull-request
    type: pull-request
    source:
      repository: ((project))
      base_branch: ${base}
      access_token: ((report-token))
  - name: half-hour
    type: time
    source: {interval: 30m}

jobs:
${checkJob(options)}

  - name: repair
    serial: true
    serial_groups: [kumiki]
    plan:
      - get: base
        trigger: true
${task({ name: 'repair', inputs: ['base'], params: TOKEN, script: inBase(pushScript(options)) }, 6)}

  # Pull requests that conflict by now; auto-merge is off where a freeze began; previews whose time is over.
  - name: refresh
    serial: true
    serial_groups: [kumiki]
    plan:
      - in_parallel:
          - get: half-hour
            trigger: true
          - get: base
${task({ name: 'refresh', inputs: ['base'], params: TOKEN, script: inBase(scheduleScript(options)) }, 6)}
`;
}

function inBase(script: readonly string[]): readonly string[] {
  return ["git config --global --add safe.directory '*'", 'cd base', `env -u KUMIKI_TOKEN ${INSTALL}`, ...script];
}
