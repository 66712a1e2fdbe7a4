type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The variables that git gets of those that the process has.
 *
 * @param isOurs nobody but us works in the repository
 */
export function gitVariables(env: Variables, isOurs: boolean): Variables {
  const inherited = Object.fromEntries(Object.entries(env).filter(([name]) => !DROPPED.has(name)));
  return {
    ...inherited,
    ...(isOurs ? { GIT_ATTR_NOSYSTEM: '1' } : {}),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // A window of ssh or git; a person who names GIT_ASKPASS has it answer.
    SSH_ASKPASS: undefined,
    GIT_ASKPASS: env['GIT_ASKPASS'] ?? '',
    // What `trace2.configParams` and `trace2.envVars` name would be written to a file, the header with a token too.
    GIT_TRACE2: '0',
    GIT_TRACE2_EVENT: '0',
    GIT_TRACE2_PERF: '0',
    GIT_TRACE_REDACT: '1',
  };
}

const DROPPED: ReadonlySet<string> = new Set([
  // `git rev-parse --local-env-vars`: git hands these to a hook, and a hook to what it starts. Two of them stay, with which a person
  // gives settings to all that they start, such as a proxy: GIT_CONFIG_COUNT, and GIT_CONFIG_PARAMETERS (of `git -c`).
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
  // A hook of a server has it, and with it no ref can be written.
  'GIT_QUARANTINE_PATH',
  // These say how paths and attributes are read: https://git-scm.com/docs/git#_environment_variables
  'GIT_ATTR_SOURCE',
  'GIT_GLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_LITERAL_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
]);
