/** How a git host reads its file of owners. */
export interface HostRules {
  /** Where it looks, in this order: the first file that is there counts. */
  readonly places: readonly string[];
  /** Where a new one goes. */
  readonly file: string;
  /** A file, or with a slash at its end a folder, from the root of the repository. */
  readonly pattern: (path: string) => string;
  /** Sections each want an approval of their own: what is owned twice needs both. */
  readonly hasSections: boolean;
}

const glob = (path: string): string => `/${path}`;

export const CODEOWNERS_HOSTS = {
  // https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
  github: {
    places: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
    file: '.github/CODEOWNERS',
    pattern: glob,
    hasSections: false,
  },
  // https://docs.gitlab.com/user/project/codeowners/
  gitlab: {
    places: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
    file: '.gitlab/CODEOWNERS',
    pattern: glob,
    hasSections: true,
  },
  // Regular expressions for the whole path, of which all that match count: https://docs.gitea.com/usage/repository/code-owners. Its reader
  // takes a backslash away before the expression is made, so that a dot stands in brackets.
  gitea: {
    places: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitea/CODEOWNERS'],
    file: '.gitea/CODEOWNERS',
    pattern: (path) => `${path.replaceAll('.', '[.]')}${path.endsWith('/') ? '.*' : ''}`,
    hasSections: false,
  },
  // https://support.atlassian.com/bitbucket-cloud/docs/set-up-and-use-code-owners/
  bitbucket: {
    places: ['.bitbucket/CODEOWNERS'],
    file: '.bitbucket/CODEOWNERS',
    pattern: glob,
    hasSections: false,
  },
} as const satisfies Readonly<Record<string, HostRules>>;

export type CodeownersHost = keyof typeof CODEOWNERS_HOSTS;

export function isCodeownersHost(text: string): text is CodeownersHost {
  return Object.hasOwn(CODEOWNERS_HOSTS, text);
}
