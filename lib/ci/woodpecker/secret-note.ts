/** https://woodpecker-ci.org/docs/usage/secrets */
export const WOODPECKER_SECRET_NOTE: readonly string[] = [
  'Keep it as the secret "kumiki_token" of this repository, for the events push and cron and never for pull requests.',
  'Whoever can push a branch here can read it.',
];
