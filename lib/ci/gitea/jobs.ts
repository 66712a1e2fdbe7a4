import type { ApplicationOptions } from '../recipe.ts';

/** Of node 20, as older runners have no later one; by its whole address, as a server may look elsewhere. */
const CHECKOUT = 'https://github.com/actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2';

/** A job in a container of its own, which goes with it. */
export const NODE_JOB = `    runs-on: ubuntu-latest
    container: node:20`;

/** Everything that the repository has, and no token left behind. */
export const CHECK_OUT_ALL = `      - uses: ${CHECKOUT}
        with:
          fetch-depth: 0
          persist-credentials: false`;

/** The commit alone. */
export const CHECK_OUT = `      - uses: ${CHECKOUT}
        with:
          persist-credentials: false`;

/** What the workflows of an application say of their token. */
export function giteaTokenNote({ repository }: ApplicationOptions): readonly string[] {
  return [
    `KUMIKI_TOKEN is a secret of this repository: a token of a bot user who may write to ${repository}`,
    'and to nothing else, scope write:repository.',
  ];
}
