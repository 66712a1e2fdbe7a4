const FOLDERS = ['images', 'secrets', 'external', 'holds'] as const;
const FILES = ['source.json', 'deletions.json', 'freeze-overrides.json', 'sealing.pem'] as const;

const DATA = new RegExp(
  String.raw`^environments/(?:previews(?:/|$)|[^/]+/(?:(?:${FOLDERS.join('|')})(?:/|$)|(?:${FILES.map(escapeDots).join('|')})$))`,
);

/**
 * What a commit has that is code, as git's words for a command in the repository's folder: all but what is rendered, and the data of
 * environments (https://git-scm.com/docs/gitglossary, pathspec).
 */
export const CODE_PATHS: readonly string[] = [
  ':/',
  ...['dist', 'environments/previews', ...FOLDERS.map(inEnvironments), ...FILES.map(inEnvironments)].flatMap((one) => [
    `:(exclude,glob)${one}`,
    `:(exclude,glob)${one}/**`,
  ]),
];

/** Whether a path from the root is data that machines write for an environment: always today's, whichever commit the code is of. */
export function isEnvironmentData(path: string): boolean {
  return DATA.test(path);
}

function inEnvironments(name: string): string {
  return `environments/*/${name}`;
}

function escapeDots(name: string): string {
  return name.replaceAll('.', String.raw`\.`);
}
