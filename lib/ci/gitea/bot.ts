import { PROTECT_NOTE, writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import { INSTALL, pushScript, renderCommand, scheduleScript } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';
import { CHECK_OUT_ALL, NODE_JOB } from './jobs.ts';

/** Runs what the base branch has already, with the bot's token. */
export function giteaBot(options: ManifestOptions): string {
  const { base } = options;
  return `${comments('#', [
    ...writtenBy('gitea'),
    '',
    'KUMIKI_TOKEN is a secret of this repository: a token of a bot user who may write to this one repository, scope',
    'write:repository. Gitea gives it to no pull request of a fork; who can push a branch here can read it.',
    ...PROTECT_NOTE,
    '"concurrency" counts from Gitea 1.26; before, two runs at a time do no harm, as the second one finds its push refused.',
  ])}
name: kumiki bot
on:
  push:
    branches: [${base}, kumiki/bump/**]
  schedule:
    - cron: '*/30 * * * *'
permissions:
  contents: read
# One at a time. What waits gives way to the next of its group, so a schedule must not be in that of a push.
concurrency:
  group: kumiki-bot-\${{ github.event_name }}-\${{ github.ref }}
  cancel-in-progress: false
jobs:
  base:
    if: \${{ github.ref == 'refs/heads/${base}' }}
${NODE_JOB}
    steps:
${CHECK_OUT_ALL}
      - run: ${INSTALL}
      - if: \${{ github.event_name == 'push' }}
        env:
          KUMIKI_TOKEN: \${{ secrets.KUMIKI_TOKEN }}
        run: |
${indented(pushScript(options, 'gitea'), 10)}
      # Pull requests that conflict by now; auto-merge is off where a freeze began; previews whose time is over.
      - if: \${{ github.event_name == 'schedule' }}
        env:
          KUMIKI_TOKEN: \${{ secrets.KUMIKI_TOKEN }}
        run: |
${indented(scheduleScript(options, 'gitea'), 10)}
  # For bump --remote-render. A fork has no such branch here.
  render:
    if: \${{ startsWith(github.ref, 'refs/heads/kumiki/bump/') }}
${NODE_JOB}
    steps:
${CHECK_OUT_ALL}
      - run: ${INSTALL}
      - env:
          KUMIKI_TOKEN: \${{ secrets.KUMIKI_TOKEN }}
          BRANCH: \${{ github.ref_name }}
        run: ${renderCommand(options, 'gitea')}
`;
}
