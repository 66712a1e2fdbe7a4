import { devNull } from 'node:os';

/** `<key>=<value>`, as `git -c` takes it: it wins over every file of settings, and over `GIT_CONFIG_COUNT`. */
type Setting = `${string}.${string}=${string}`;

/**
 * In every repository: a program reads what git prints, so that no setting of the person, the machine or the repository may change it.
 * What each does: https://git-scm.com/docs/git-config#_variables
 */
const READING: readonly Setting[] = [
  'color.ui=false',
  ...['advice', 'diff', 'push', 'remote', 'transport'].map((name): Setting => `color.${name}=false`),
  'core.abbrev=auto',
  'core.quotePath=false',
  'credential.interactive=false',
  `diff.orderFile=${devNull}`,
  'diff.relative=false',
  'i18n.logOutputEncoding=utf-8',
  'log.follow=false',
  'log.showRoot=true',
  'log.showSignature=false',
  // Contents are asked for by their ids, which servers of older versions refuse.
  'protocol.version=2',
];

/**
 * In a repository that is ours alone: what is written is what is committed, no program of the person runs, and a push holds what it was
 * asked for. How a remote is reached is theirs: proxies, certificates, `url.<base>.insteadOf`, `protocol.allow`, ssh, credential helpers.
 */
const OURS: readonly Setting[] = [
  `core.attributesFile=${devNull}`,
  'core.autocrlf=false',
  'core.eol=lf',
  `core.excludesFile=${devNull}`,
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.safecrlf=false',
  'core.sparseCheckout=false',
  'core.splitIndex=false',
  'core.untrackedCache=false',
  'diff.algorithm=default',
  'diff.ignoreSubmodules=none',
  'diff.renames=true',
  'fetch.pruneTags=false',
  'fetch.recurseSubmodules=false',
  'fetch.writeCommitGraph=false',
  // A maintenance of its own would outlive the folder.
  'gc.auto=0',
  'maintenance.auto=false',
  'merge.directoryRenames=conflict',
  'merge.renames=true',
  'merge.renormalize=false',
  'push.followTags=false',
  'push.gpgSign=false',
  'push.negotiate=false',
  // Empties the list.
  'push.pushOption=',
  'push.recurseSubmodules=no',
  'push.useForceIfIncludes=false',
  'submodule.recurse=false',
];

/**
 * The arguments of git that come before any command.
 *
 * @param isOurs nobody but us works in the repository
 */
export function fixedSettings(isOurs: boolean): readonly string[] {
  return (isOurs ? [...READING, ...OURS] : READING).flatMap((setting) => ['-c', setting]);
}
