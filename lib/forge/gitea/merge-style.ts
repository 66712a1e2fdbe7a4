import type { GiteaApi } from './gitea-api.ts';

/** The ways to merge, as requests name them, and the field of a repository that allows each. */
const STYLES = {
  merge: 'allow_merge_commits',
  rebase: 'allow_rebase',
  'rebase-merge': 'allow_rebase_explicit',
  squash: 'allow_squash_merge',
  'fast-forward-only': 'allow_fast_forward_only_merge',
} as const;

export type MergeStyle = keyof typeof STYLES;

/** The repository's default, where it allows that; else the first that it allows. */
export async function readMergeStyle(api: GiteaApi): Promise<MergeStyle> {
  const repository = await api.readRepository();
  const allowed = styles().filter((style) => repository.at(STYLES[style]).isTrue);
  const preferred = repository.at('default_merge_style').tryText;
  return allowed.find((style) => style === preferred) ?? allowed[0] ?? 'merge';
}

function styles(): readonly MergeStyle[] {
  return Object.keys(STYLES) as MergeStyle[];
}
