import { createHash } from 'node:crypto';

/** Branches that commands make and remove; nobody else's begin alike. */
export const BRANCH_PREFIX = 'kumiki/';

export type ChangeKind = 'bump' | 'promote' | 'rollback' | 'hold' | 'release' | 'preview' | 'repair' | 'source';

/** More names than these are told by the first and a hash of all: a ref is a file, whose name is limited. */
const MOST_NAMES = 3;

/**
 * The one branch of a kind of change: `kumiki/bump/production/users`. Another change of the same kind and place has the same, and takes its
 * pull request over.
 *
 * @param parts each a name, or several that go together: `kumiki/promote/production-eu+production-us/users`
 */
export function branchName(kind: ChangeKind, ...parts: readonly (string | readonly string[])[]): string {
  return `${BRANCH_PREFIX}${[kind, ...parts.map((part) => joined([part].flat()))].join('/')}`;
}

function joined(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join('+');
  const hash = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 8);
  return `${names[0]}+${names.length - 1}-more-${hash}`;
}
