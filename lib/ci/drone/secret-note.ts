/** https://docs.drone.io/secret/repository/ */
export const DRONE_SECRET_NOTE: readonly string[] = [
  'Keep it as the secret "kumiki_token" of this repository, and never allow it for pull requests. Turn on "Protected" in the',
  'settings: then a changed .drone.yml runs only after somebody approved it.',
];
