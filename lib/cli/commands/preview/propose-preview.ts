import { branchName } from '../../../change/branch-name.ts';
import { closePreview } from '../../../change/preview/close-preview.ts';
import { expiredPreviews } from '../../../change/preview/expired-previews.ts';
import { openPreview } from '../../../change/preview/open-preview.ts';
import type { PreviewChange } from '../../../change/preview/preview-change.ts';
import type { Pins } from '../../../change/pins.ts';
import { refuseUnknownPins } from '../../../change/unknown-pins.ts';
import {
  previewEnvironment,
  previewFile,
  PREVIEWS_FOLDER,
  readPreview,
  type PreviewFile,
} from '../../../environment/previews/preview-file.ts';
import { UserError } from '../../../errors.ts';
import type { Git } from '../../../git/git.ts';
import { listFiles, listFolder, tryReadFile } from '../../../git/read-tree.ts';
import { readBranchState } from '../../change/branch-state.ts';
import { propose, withdraw } from '../../change/propose.ts';
import { policyNamed, readPolicies } from '../../change/read-policies.ts';
import { compareDistAt, renderDist } from '../../change/render-dist.ts';
import type { ChangeSession } from '../../change/session.ts';
import { writeAll } from '../../write-all.ts';
import type { PreviewOutcome } from './conclude-preview.ts';

export interface OpenRequest {
  readonly name: string;
  readonly from: string;
  readonly until: string;
  readonly images: Readonly<Record<string, Pins>>;
  readonly autoMerge: boolean;
}

/** Opens a preview by a pull request, or gives one that is open other images. */
export async function proposeOpening(
  session: ChangeSession,
  base: string,
  request: OpenRequest,
): Promise<PreviewOutcome> {
  const { git } = session.clone;
  const { name, from, images, autoMerge } = request;
  const policy = policyNamed(await readPolicies(session, base), from, '--from');
  if (policy.protected) throw new UserError(`--from '${from}' is protected. Use another environment.`);
  const kumiki = await session.openKumiki(base, [from, previewEnvironment({ from, name })]);
  const { applications } = await kumiki.render({ environment: from, files: {}, committed: {}, objectFormat: 'sha1' });
  for (const [application, pins] of Object.entries(images))
    refuseUnknownPins(from, application, Object.keys(pins), applications);
  const change = openPreview({ ...request, present: await readAt(git, base, name) });
  return proposeChange(session, base, change, { from, isReviewed: policy.merge === 'review', autoMerge });
}

/** Closes a preview by a pull request; one that was proposed and never merged loses that. */
export async function proposeClosing(
  session: ChangeSession,
  base: string,
  name: string,
  autoMerge: boolean,
): Promise<PreviewOutcome> {
  const { git } = session.clone;
  const isThere = (await tryReadFile(git, base, previewFile(name))) !== undefined;
  const present = isThere ? await readAt(git, base, name) : undefined;
  const environment = present && previewEnvironment(present);
  const own = environment === undefined ? [] : await ownFiles(git, base, environment);
  const change = closePreview({ name, isThere, present, own });
  const policies = await readPolicies(session, base);
  const policy = policies.find((one) => one.name === present?.from);
  const isReviewed = policy?.merge === 'review';
  return proposeChange(session, base, change, { from: policy?.name, isReviewed, autoMerge });
}

/** The names of the previews of a commit whose time is over. */
export async function listExpired({ clone }: ChangeSession, base: string, now: Date): Promise<readonly string[]> {
  const files = await listFolder(clone.git, base, PREVIEWS_FOLDER);
  const previews: PreviewFile[] = [];
  for (const file of files.keys())
    if (file.endsWith('.json')) previews.push(readPreview((await tryReadFile(clone.git, base, file)) ?? '', file));
  return expiredPreviews(previews, now).map(({ name }) => name);
}

interface Rules {
  /** The environment that it is like; undefined where that is not known. */
  readonly from: string | undefined;
  readonly isReviewed: boolean;
  readonly autoMerge: boolean;
}

async function proposeChange(
  session: ChangeSession,
  base: string,
  change: PreviewChange,
  rules: Rules,
): Promise<PreviewOutcome> {
  const { preview, environment, action } = change;
  const branch = branchName('preview', preview);
  const state = await readBranchState(session, branch, base);
  if (action === 'none') {
    const { notes, pullRequest } = await withdraw(session, state);
    return { ...change, files: [], pullRequest, notes: [...change.notes, ...notes] };
  }
  const files = new Map([...change.files, ...(await renderChange(session, base, change, rules.from))]);
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
    ...rules,
    again: true,
    current: state.tip === undefined ? undefined : await session.clone.git.run(['rev-parse', `${state.tip}^{tree}`]),
  });
  return {
    ...change,
    action: proposed.action === 'none' ? 'none' : action,
    files: [...files.keys()],
    branch,
    pullRequest: proposed.pullRequest,
    isRefused: proposed.action === 'refused' || proposed.action === 'superseded',
    notes: [...change.notes, ...proposed.notes],
  };
}

/** What the preview's own folder becomes, and what its base's changes by it: nothing else that the base may have drifted in. */
async function renderChange(
  session: ChangeSession,
  base: string,
  { action, environment, files }: PreviewChange,
  from: string | undefined,
): Promise<ReadonlyMap<string, string | undefined>> {
  const { clone } = session;
  const own = environment === undefined ? [] : [environment];
  const kumiki = await session.openKumiki(base, [...own, ...(from === undefined ? [] : [from])]);
  const before = from === undefined ? new Map<string, string>() : await renderDist(clone, kumiki, [from]);
  writeAll(clone.git.folder, files);
  const wanted = [...(from === undefined ? [] : [from]), ...(action === 'closed' ? [] : own)];
  const after = wanted.length === 0 ? new Map<string, string>() : await renderDist(clone, kumiki, wanted);
  const changes = new Map<string, string | undefined>();
  for (const [file, text] of after)
    if (file.startsWith(`dist/${from}/`) && before.get(file) !== text) changes.set(file, text);
  for (const file of before.keys()) if (!after.has(file)) changes.set(file, undefined);
  for (const name of own)
    for (const [file, text] of await compareDistAt(clone.git, base, `dist/${name}`, after)) changes.set(file, text);
  return changes;
}

async function readAt(git: Git, base: string, name: string): Promise<PreviewFile | undefined> {
  const text = await tryReadFile(git, base, previewFile(name));
  return text === undefined ? undefined : readPreview(text, previewFile(name));
}

async function ownFiles(git: Git, base: string, environment: string): Promise<readonly string[]> {
  return [...(await listFiles(git, base, `environments/${environment}`)).keys()];
}
