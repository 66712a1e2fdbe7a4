import { openOf, type BranchState } from './branch-state.ts';
import { mergeByItself, type MergeRules } from './merge-by-itself.ts';
import type { Proposed } from './propose.ts';
import type { ChangeSession } from './session.ts';

/** The branch and its pull request are as they should be: they stay. */
export async function keep({ forge }: ChangeSession, state: BranchState, rules: MergeRules): Promise<Proposed> {
  const open = openOf(state);
  if (forge === undefined || open === undefined || state.tip === undefined) return { action: 'none', notes: [] };
  return { action: 'none', pullRequest: open, notes: await mergeByItself(forge, open, state.tip, rules) };
}
