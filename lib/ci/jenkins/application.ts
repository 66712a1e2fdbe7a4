import {
  BUILD_SCRIPT,
  bumpScript,
  COUNT_COMMITS,
  defaultImage,
  LEAVE_SOURCES,
  READ_DIGEST,
  YOURS_NOTE,
} from '../application-scripts.ts';
import { TOKEN_NOTE, writtenBy } from '../headers.ts';
import { comments } from '../lines.ts';
import type { ApplicationOptions } from '../recipe.ts';
import { shell, withToken } from './steps.ts';

/** Jenkins starts nothing when a pull request is closed, so there is no preview of one. */
export function jenkinsApplication(options: ApplicationOptions): string {
  return `${comments('//', [
    ...writtenBy('jenkins', ' --for app'),
    ...YOURS_NOTE,
    '',
    ...TOKEN_NOTE,
    'Keep it as a secret text "kumiki-token" in a folder with a project of the branch main alone: whoever can change this',
    'file on a branch that is built there can read it.',
    'Leave the clone whole: what orders builds is how many commits there are.',
    'No previews: nothing runs here when a pull request is closed.',
  ])}
pipeline {
  agent none
  environment {
    IMAGE = '${defaultImage(options)}'
  }
  options {
    timeout(time: 60, unit: 'MINUTES')
    disableConcurrentBuilds()
  }
  stages {
    stage('build') {
      agent any
      steps {
        // It stays with the commit, and a build that runs again is none newer: its own number would be.
        script {
          env.SOURCE = env.GIT_URL
          env.COMMIT = env.GIT_COMMIT
          env.BUILD = sh(script: '${COUNT_COMMITS}', returnStdout: true).trim()
        }
${shell(['COMMIT=$GIT_COMMIT', ...BUILD_SCRIPT], 8)}
        stash name: 'digest', includes: 'digest.txt'
      }
    }
    stage('bump') {
      when {
        beforeAgent true
        branch 'main'
      }
      agent {
        docker {
          image 'node:20'
        }
      }
      // Nothing of the sources is there to be run.
      options {
        skipDefaultCheckout()
      }
      environment {
        HOME = "\${env.WORKSPACE_TMP}"
      }
      steps {
        deleteDir()
        unstash 'digest'
${withToken(shell([READ_DIGEST, LEAVE_SOURCES, ...bumpScript(options)], 10))}
      }
    }
  }
}
`;
}
