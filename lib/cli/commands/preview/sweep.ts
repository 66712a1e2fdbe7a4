import path from 'node:path';
import { expiredPreviews } from '../../../change/preview/expired-previews.ts';
import { readSettings } from '../../change/read-settings.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { withSession, type ChangeSession } from '../../change/session.ts';
import { planWithRetries } from '../../change/with-retries.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';
import { closePreviews } from './close-previews.ts';
import type { CloseCommandOptions } from './close.ts';
import { concludePreview, type PreviewOutcome } from './conclude-preview.ts';
import { findBroken } from './find-broken.ts';
import { passOverBroken } from './pass-over-broken.ts';
import { readDrafts } from './preview-files.ts';
import { proposeClosing } from './propose-closing.ts';
import { readDraftsAt } from './read-drafts-at.ts';
import { readSoundPolicies } from './read-sound-policies.ts';

/** Closes the previews whose time is over, in the work tree or by a pull request each, and tells those that are wrong. */
export async function sweepCommand(options: CloseCommandOptions, io: Io): Promise<number> {
  refuseWithoutPr(options, ['autoMerge']);
  const outcomes = options.pr === true ? await sweepRemote(options, io) : await sweepLocally(options, io);
  if (outcomes.length === 0 && options.json !== true && options.quiet !== true)
    io.err('note: no preview is over yet.\n');
  return concludePreview(outcomes, { ...options, isList: true }, io);
}

async function sweepRemote(options: CloseCommandOptions, io: Io): Promise<readonly PreviewOutcome[]> {
  return withSession(options, await readSettings(options, io), io, (session) =>
    planWithRetries(
      session,
      (base) => planSweep(session, base, io.today()),
      async (base, part) =>
        typeof part === 'string' ? proposeClosing(session, base, part, options.autoMerge === true) : part,
    ),
  );
}

/** The names of the previews of a commit whose time is over, and what becomes of others that are wrong. */
async function planSweep(
  session: ChangeSession,
  base: string,
  now: Date,
): Promise<readonly (string | PreviewOutcome)[]> {
  const { broken } = await readSoundPolicies(session, base);
  const expired = expiredPreviews(await readDraftsAt(session.clone.git, base), now);
  return [...expired.map(({ name }) => name), ...passOverBroken(broken, expired, ' --pr')];
}

async function sweepLocally(options: CloseCommandOptions, io: Io): Promise<readonly PreviewOutcome[]> {
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const expired = expiredPreviews(readDrafts(root), io.today());
  const names = expired.map(({ name }) => name);
  const closed = await closePreviews(root, names, io);
  return [...closed, ...passOverBroken(await findBroken(root), expired, '')];
}
