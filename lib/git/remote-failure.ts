/** Why a command that talks to a remote failed, by git's words in English. */
export type RemoteFailure = 'race' | 'transient' | 'unauthorized' | 'protected' | 'missing' | 'other';

/**
 * Every wording of a lost race: somebody moved the ref since it was read. `non-fast-forward`, `fetch first` and `stale info` come from the
 * client; `cannot lock ref`, `incorrect old value provided`, `reference already exists` and `failed to update ref` from servers.
 */
const RACE =
  /non-fast-forward|\(fetch first\)|stale info|cannot lock ref|unable to lock ref|incorrect old value provided|reference already exists|failed to update ref|is at [0-9a-f]+ but expected|remote ref updated since checkout|failed to lock/i;

/** What no attempt mends: the client says it, and that the connection ended beside it. */
const REFUSED = /receiving end does not support|mismatched algorithms|failed to sign the push certificate/i;

/** What another attempt may mend. */
const TRANSIENT =
  /requested URL returned error: (?:408|425|429|5\d\d)|HTTP (?:429|5\d\d)|connection (?:reset|was reset|timed out|refused|closed)|Connection reset by peer|could not resolve host|Couldn't resolve host|operation timed out|timed out after|unexpected disconnect|early EOF|the remote end hung up|RPC failed|Empty reply from server|transfer closed|Recv failure|Send failure|GnuTLS recv error|SSL_read|SSL_ERROR_SYSCALL|Failed to connect|try again later|rate limit|internal server error|fetch-pack: unexpected|expected flush|bad line length|invalid index-pack output/i;

const UNAUTHORIZED =
  /Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|requested URL returned error: 40[13]|HTTP 40[13]|Permission denied \(|access denied|not allowed to push code|Permission to .* denied|Write access to repository not granted|unauthorized/i;

const PROTECTED =
  /protected branch|GH006|GH013|pre-receive hook declined|hook declined|deny updating|branch is protected|not allowed to force push|refusing to (?:update|allow)|update(?:s)? (?:were|was) rejected because the (?:branch|repository rule)/i;

const MISSING =
  /repository .*not found|Repository not found|does not appear to be a git repository|does not exist|requested URL returned error: 404|project you were looking for could not be found|no such file or directory/i;

export function remoteFailureOf(words: string): RemoteFailure {
  if (RACE.test(words)) return 'race';
  if (REFUSED.test(words)) return 'other';
  if (PROTECTED.test(words)) return 'protected';
  if (UNAUTHORIZED.test(words)) return 'unauthorized';
  if (TRANSIENT.test(words)) return 'transient';
  return MISSING.test(words) ? 'missing' : 'other';
}
