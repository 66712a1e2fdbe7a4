import { GATES_NOTE, PROTECT_NOTE, writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import { INSTALL, pushScript, renderCommand, scheduleScript } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';
import { CACHE, CHECKOUT, SETUP_NODE } from './actions.ts';

/** Runs what the base branch has already, with the bot's token. */
export function botWorkflow(options: ManifestOptions): string {
  const { base } = options;
  return `${comments('#', [
    ...writtenBy('github'),
    '',
    'KUMIKI_TOKEN is a fine-grained token of a bot user, for this one repository: Contents and Pull requests read and',
    `write; ${GATES_NOTE}. Not GITHUB_TOKEN: what that pushes starts no check.`,
    `Keep it as a secret of the environment "kumiki", with ${base} and kumiki/bump/**/* as its only deployment branches:`,
    'a secret of the repository can be read by everybody who can push a branch.',
    ...PROTECT_NOTE,
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
${job()}
      - if: \${{ github.event_name == 'push' }}
        env:
          KUMIKI_TOKEN: \${{ secrets.KUMIKI_TOKEN }}
        run: |
${indented(pushScript(options, 'github'), 10)}
      # Pull requests that conflict by now; auto-merge is off where a freeze began; previews whose time is over.
      - if: \${{ github.event_name == 'schedule' }}
        env:
          KUMIKI_TOKEN: \${{ secrets.KUMIKI_TOKEN }}
        run: |
${indented(scheduleScript(options, 'github'), 10)}
  # For bump --remote-render. A fork has no such branch here.
  render:
    if: \${{ startsWith(github.ref, 'refs/heads/kumiki/bump/') && !github.event.deleted }}
${job()}
      - env:
          KUMIKI_TOKEN: \${{ secrets.KUMIKI_TOKEN }}
          BRANCH: \${{ github.ref_name }}
        run: ${renderCommand(options, 'github')}
`;
}

function job(): string {
  return `    runs-on: ubuntu-latest
    timeout-minutes: 30
    environment: kumiki
    steps:
      - uses: ${CHECKOUT}
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: ${SETUP_NODE}
        with:
          node-version: 20
      # Only runs of the base branch write the cache that this branch reads.
      - uses: ${CACHE}
        with:
          path: |
            ~/.npm
            ~/.cache/kumiki
          key: kumiki-\${{ hashFiles('package-lock.json') }}
      - run: ${INSTALL}`;
}
