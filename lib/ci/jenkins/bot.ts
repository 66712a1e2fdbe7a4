import { PROTECT_NOTE, TOKEN_NOTE, writtenBy } from '../headers.ts';
import { comments } from '../lines.ts';
import { INSTALL, pushAndScheduleScript, renderCommand } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';
import { NODE_AGENT, shell, withToken } from './steps.ts';

/** Runs what the base branch has already, with the bot's token. */
export function jenkinsBot(options: ManifestOptions): string {
  const { base } = options;
  return `${comments('//', [
    ...writtenBy('jenkins'),
    '',
    ...TOKEN_NOTE,
    'Keep it as a secret text "kumiki-token" in a folder of its own, and this file as the script of a multibranch project',
    `there that discovers the branches ${base} and kumiki/bump/* alone, and no pull requests.`,
    ...PROTECT_NOTE,
  ])}
pipeline {
${NODE_AGENT}
  options {
    timeout(time: 30, unit: 'MINUTES')
    disableConcurrentBuilds()
  }
  triggers {
    cron(env.BRANCH_NAME == '${base}' ? 'H/30 * * * *' : '')
  }
  stages {
    stage('install') {
      steps {
        sh '${INSTALL}'
      }
    }
    // Repairs the base. Pull requests that conflict by now; auto-merge is off where a freeze began; previews whose time is
    // over. All of it each time: a push and the timer that wait together become one build.
    stage('base') {
      when {
        branch '${base}'
      }
      steps {
${withToken(shell(pushAndScheduleScript(options), 10))}
      }
    }
    // For bump --remote-render.
    stage('render') {
      when {
        branch 'kumiki/bump/**'
      }
      steps {
${withToken(shell(['BRANCH=$BRANCH_NAME', renderCommand(options)], 10))}
      }
    }
  }
}
`;
}
