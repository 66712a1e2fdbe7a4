import { indented } from '../lines.ts';

/**
 * A step of a shell. In single quotes, so that Groovy puts nothing into its text: https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#string-interpolation
 *
 * A backslash at the end of a line is Groovy's before it is the shell's; both join the lines.
 */
export function shell(lines: readonly string[], spaces: number): string {
  return indented(["sh '''", ...indented(lines, 2).split('\n'), "'''"], spaces);
}

/** A container that goes with the build, and a home for its user, who has none. */
export const NODE_AGENT = `  agent {
    docker {
      image 'node:20'
    }
  }
  environment {
    HOME = "\${env.WORKSPACE_TMP}"
  }`;

/** Steps that see the token: https://www.jenkins.io/doc/pipeline/steps/credentials-binding/ */
export function withToken(steps: string): string {
  return `        withCredentials([string(credentialsId: 'kumiki-token', variable: 'KUMIKI_TOKEN')]) {
${steps}
        }`;
}
