/** https://docs.travis-ci.com/user/pull-requests/#pull-requests-and-security-restrictions */
export const TRAVIS_SECRET_NOTE: readonly string[] = [
  'Keep it in the settings of the repository, hidden, and leave sharing with forks off. Travis gives it to pull requests of',
  "this repository's own branches too, so whoever can push one can read it; pull requests of forks never get it.",
  'Set "Limit concurrent jobs" to 1.',
];
