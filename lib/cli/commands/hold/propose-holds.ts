import { branchName } from '../../../change/branch-name.ts';
import { holdFile } from '../../../change/holds/hold.ts';
import type { HoldChange, HoldPlace } from '../../../change/holds/hold-change.ts';
import { pinsFile } from '../../../change/pins.ts';
import { UserError } from '../../../errors.ts';
import { listFolder } from '../../../git/read-tree.ts';
import { viewOfCommit } from '../../change/base-view.ts';
import { readBranchState } from '../../change/branch-state.ts';
import { choosePolicies } from '../../change/choose-policies.ts';
import type { ChangeOptions } from '../../change/change-options.ts';
import { propose, withdraw, type Proposed } from '../../change/propose.ts';
import { readSettings } from '../../change/read-settings.ts';
import { withSession, type ChangeSession } from '../../change/session.ts';
import { planWithRetries } from '../../change/with-retries.ts';
import type { Io } from '../../io.ts';
import { disarmHeld } from './disarm-open.ts';
import { readPoliciesOrNames } from './read-policies-or-names.ts';

export interface ProposedHold {
  readonly change: HoldChange;
  readonly proposed: Proposed;
  readonly branch: string;
}

/** Holds or releases an application by a pull request for each environment. Nothing is rendered: a hold changes no manifest. */
export function proposeHolds(
  application: string,
  globs: readonly string[],
  changeOf: (place: HoldPlace) => HoldChange,
  options: ChangeOptions,
  io: Io,
): Promise<readonly ProposedHold[]> {
  return readSettings(options, io).then((settings) =>
    withSession(options, settings, io, (session) =>
      planWithRetries(
        session,
        (base) => findEnvironments(session, base, application, globs),
        async (base, environment) => {
          const file = holdFile(environment, application);
          const present = await viewOfCommit(session.clone.git, base).file(file);
          const change = changeOf({ environment, application, present, now: io.today() });
          const isHeld = change.action === 'held' || (change.action === 'none' && present !== undefined);
          const disarmed = isHeld ? await disarmHeld(session, base, change) : [];
          const hold = await proposeHold(session, base, change);
          return { ...hold, proposed: { ...hold.proposed, notes: [...disarmed, ...hold.proposed.notes] } };
        },
      ),
    ),
  );
}

async function proposeHold(session: ChangeSession, base: string, change: HoldChange): Promise<ProposedHold> {
  const { action, environment, application, files, notes } = change;
  // One branch for both: what was to be held and is to be released leaves nothing behind.
  const branch = branchName('hold', environment, application);
  const state = await readBranchState(session, branch, base);
  if (action === 'none') return { change, branch, proposed: await withdraw(session, state) };
  const known = await readPoliciesOrNames(session, base);
  const verb = action === 'held' ? 'Hold' : 'Release';
  const proposed = await propose(session, state, {
    base,
    files,
    title: `${verb} ${application} in ${environment}`,
    message: [...files].map(([file, text]) => `${file}\n${text ?? 'goes.'}`).join('\n'),
    summary: [...files.values()]
      .map((text) => (text === undefined ? 'It is held no longer.' : `\`\`\`json\n${text.trim()}\n\`\`\``))
      .join('\n'),
    marker: { kind: 'hold', images: {} },
    isReviewed: known.policies.find(({ name }) => name === environment)?.merge === 'review',
    autoMerge: false,
    again: true,
  });
  return { change, branch, proposed: { ...proposed, notes: [...known.notes, ...notes, ...proposed.notes] } };
}

async function findEnvironments(
  session: ChangeSession,
  base: string,
  application: string,
  globs: readonly string[],
): Promise<readonly string[]> {
  const { git } = session.clone;
  const view = viewOfCommit(git, base);
  const { policies } = await readPoliciesOrNames(session, base);
  const names = choosePolicies('--env', globs, policies).map(({ name }) => name);
  const having: string[] = [];
  for (const name of names) {
    const files = [pinsFile(name, application), holdFile(name, application)];
    const texts = await Promise.all(files.map((file) => view.file(file)));
    const rendered = await listFolder(git, base, `dist/${name}/${application}`);
    if (rendered.size > 0 || texts.some((text) => text !== undefined)) having.push(name);
  }
  if (having.length > 0) return having;
  throw new UserError(`'${application}' is no application of ${names.join(', ')}. Name one that is there.`);
}
