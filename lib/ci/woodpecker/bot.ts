import { PROTECT_NOTE, TOKEN_NOTE, writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import { INSTALL, pushScript, renderCommand, scheduleScript } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';
import { WOODPECKER_SECRET_NOTE } from './secret-note.ts';

/** Runs what the base branch has already, with the bot's token. */
export function woodpeckerBot(options: ManifestOptions): string {
  const { base } = options;
  return `${comments('#', [
    ...writtenBy('woodpecker'),
    '',
    ...TOKEN_NOTE,
    ...WOODPECKER_SECRET_NOTE,
    ...PROTECT_NOTE,
    `Make a cron job "kumiki" of ${base}, @every 30m.`,
    'Woodpecker cannot run one at a time; two do no harm, as the second one finds its push refused.',
  ])}
when:
  - event: push
    branch: [${base}, kumiki/bump/**]
  - event: cron
    cron: kumiki
    branch: ${base}
clone:
  git:
    image: woodpeckerci/plugin-git
    settings:
      partial: false
steps:
  - name: repair
    when:
      - event: push
        branch: ${base}
${tokenStep(pushScript(options))}
  # Pull requests that conflict by now; auto-merge is off where a freeze began; previews whose time is over.
  - name: refresh
    when:
      - event: cron
        branch: ${base}
${tokenStep(scheduleScript(options))}
  # For bump --remote-render.
  - name: render
    when:
      - event: push
        branch: kumiki/bump/**
${tokenStep(['BRANCH=$CI_COMMIT_BRANCH', renderCommand(options)])}
`;
}

function tokenStep(lines: readonly string[]): string {
  return `    image: node:20
    environment:
      KUMIKI_TOKEN:
        from_secret: kumiki_token
    commands:
      - env -u KUMIKI_TOKEN ${INSTALL}
      - |
${indented(lines, 8)}`;
}
