import type { PreviewChange } from '../../../change/preview/preview-change.ts';
import type { BranchState } from '../../change/branch-state.ts';
import { propose, withdraw, type Proposal, type Proposed } from '../../change/propose.ts';
import type { ChangeSession } from '../../change/session.ts';
import type { PreviewOutcome } from './conclude-preview.ts';
import { renderChange, type ChangeSurroundings } from './render-change.ts';

export interface PreviewRules extends ChangeSurroundings {
  readonly isReviewed: boolean;
  readonly autoMerge: boolean;
}

/** Puts what opens or closes a preview on its branch, with what it renders; where nothing does, what was proposed before goes. */
export async function proposePreview(
  session: ChangeSession,
  base: string,
  state: BranchState,
  change: PreviewChange,
  rules: PreviewRules,
): Promise<PreviewOutcome> {
  const { preview, action } = change;
  if (action === 'none') {
    const { notes, pullRequest } = await withdraw(session, state);
    return { ...change, files: [], pullRequest, notes: [...change.notes, ...notes, ...withdrawn(session, state)] };
  }
  const { tip } = state;
  // It is made new on whatever came to the base.
  const current = tip === undefined ? undefined : await session.clone.git.run(['rev-parse', `${tip}^{tree}`]);
  const proposed = await proposeRendered(session, base, state, change, { ...rules, current });
  return {
    ...change,
    action: proposed.action === 'none' ? 'none' : action,
    files: proposed.files,
    branch: state.branch,
    pullRequest: proposed.pullRequest,
    isRefused: proposed.action === 'refused' || proposed.action === 'superseded',
    notes: [
      ...change.notes,
      ...proposed.notes,
      ...(proposed.action === 'none' ? [`${preview}: is proposed already.`] : []),
    ],
  };
}

/** What is to change, and by which rules. */
export interface PreviewPlan {
  readonly change: PreviewChange;
  readonly rules: Omit<PreviewRules, 'autoMerge'>;
}

export interface ProposedPreview extends Proposed {
  /** All that are different then, from the root. */
  readonly files: readonly string[];
}

/**
 * Renders what opens or closes a preview, and proposes it.
 *
 * @param rules with the tree that is as it should be: where the change gives that, the branch stays as it is
 */
export async function proposeRendered(
  session: ChangeSession,
  base: string,
  state: BranchState,
  change: PreviewChange,
  rules: PreviewRules & Pick<Proposal, 'current'>,
): Promise<ProposedPreview> {
  const { preview, environment, action } = change;
  const files = new Map([...change.files, ...(await renderChange(session, base, change, rules))]);
  const verb = action === 'closed' ? 'Close' : 'Open';
  const proposed = await propose(session, state, {
    base,
    files,
    title: `${verb} preview ${preview}${environment === undefined ? '' : ` (${environment})`}`,
    message: [...change.files.keys()].join('\n'),
    summary: [...change.files]
      .map(([file, text]) => `\`${file}\`${text === undefined ? ' goes.' : `\n\n\`\`\`json\n${text.trim()}\n\`\`\``}`)
      .slice(0, 20)
      .join('\n\n'),
    marker: { kind: 'preview', images: {} },
    isReviewed: rules.isReviewed,
    autoMerge: rules.autoMerge,
    again: true,
    current: rules.current,
  });
  return { ...proposed, files: [...files.keys()] };
}

/** A host says it of its pull request. */
function withdrawn({ forge }: ChangeSession, { branch, tip, foreign }: BranchState): readonly string[] {
  const isOurs = forge === undefined && tip !== undefined && foreign === undefined;
  return isOurs ? [`${branch}: was removed, as nothing of it is left to merge.`] : [];
}
