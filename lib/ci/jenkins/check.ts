import { writtenBy } from '../headers.ts';
import { comments } from '../lines.ts';
import { baseCheck, INSTALL, RENDER_CHECK } from '../manifest-scripts.ts';
import type { ManifestOptions } from '../recipe.ts';
import { NODE_AGENT } from './steps.ts';

/** Runs the code of whoever wrote the pull request, where no credential is. */
export function jenkinsCheck({ base }: ManifestOptions): string {
  return `${comments('//', [
    ...writtenBy('jenkins'),
    '',
    'For a multibranch project that discovers branches, and pull requests merged with their target. Put it into a folder',
    'that has no credential but the one that reads this repository: it runs the code of pull requests, also of forks.',
    'Jenkinsfile.kumiki is for another project.',
    'Nothing is posted: a job that could would run the Jenkinsfile of the pull request, with a token. The report is the log.',
  ])}
pipeline {
${NODE_AGENT}
  options {
    timeout(time: 30, unit: 'MINUTES')
    disableConcurrentBuilds(abortPrevious: true)
  }
  stages {
    stage('install') {
      steps {
        sh '${INSTALL}'
      }
    }
    stage('render') {
      steps {
        sh '${RENDER_CHECK}'
      }
    }
    stage('check') {
      // Only these have their base fetched.
      when {
        changeRequest target: '${base}'
      }
      steps {
        sh '${baseCheck(base)}'
      }
    }
  }
}
`;
}
