import path from 'node:path';
import { expiredPreviews } from '../../../change/preview/expired-previews.ts';
import { readSettings } from '../../change/read-settings.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { withSession } from '../../change/session.ts';
import { planWithRetries } from '../../change/with-retries.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';
import { closePreviews } from './close-previews.ts';
import type { CloseCommandOptions } from './close.ts';
import { concludePreview, type PreviewOutcome } from './conclude-preview.ts';
import { allPreviews } from './preview-files.ts';
import { listExpired, proposeClosing } from './propose-preview.ts';

/** Closes the previews whose time is over, in the work tree or by a pull request each. */
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
      (base) => listExpired(session, base, io.today()),
      (base, name) => proposeClosing(session, base, name, options.autoMerge === true),
    ),
  );
}

function sweepLocally(options: CloseCommandOptions, io: Io): Promise<readonly PreviewOutcome[]> {
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const expired = expiredPreviews(allPreviews(root), io.today());
  return closePreviews(
    root,
    expired.map(({ name }) => name),
    io,
  );
}
