import path from 'node:path';
import { MOMENT_ADVICE, tryMoment } from '../../../change/freezes/moment.ts';
import type { Hold } from '../../../change/holds/hold.ts';
import { holdChange } from '../../../change/holds/hold-change.ts';
import { UserError } from '../../../errors.ts';
import type { ChangeOptions } from '../../change/change-options.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';
import { applyHolds, concludeHolds } from './apply-holds.ts';
import { findPlaces } from './find-places.ts';
import { proposeHolds } from './propose-holds.ts';

export interface HoldCommandOptions extends ChangeOptions {
  readonly env: readonly string[];
  readonly reason: string;
  readonly until?: string | undefined;
  readonly by?: string | undefined;
}

/** Keeps bots and promotions from changing an application, in all environments that match, or none. */
export async function holdCommand(application: string, options: HoldCommandOptions, io: Io): Promise<number> {
  const now = io.today();
  const hold = holdOf(options, now);
  refuseWithoutPr(options, []);
  if (options.pr === true)
    return concludeHolds(
      await proposeHolds(application, options.env, (place) => holdChange(place, hold), options, io),
      options,
      io,
    );
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const { places, notes } = await findPlaces(root, application, options.env, now);
  const changes = places.map((place) => holdChange(place, hold));
  return applyHolds(root, changes, notes, options, io);
}

function holdOf({ reason, until, by }: HoldCommandOptions, now: Date): Hold {
  if (reason.trim() === '') throw new UserError('--reason is empty. Say why, for whoever is refused.');
  if (by?.trim() === '') throw new UserError('--by is empty. Use a name, or leave it out.');
  if (until === undefined) return { reason: reason.trim(), ...(by !== undefined && { by: by.trim() }) };
  const end = tryMoment(until);
  if (end === undefined) throw new UserError(`--until is '${until}'. ${MOMENT_ADVICE}`);
  if (end <= now)
    throw new UserError(`--until is '${until}', which is in the past. Use a later time, or leave it out.`);
  return { reason: reason.trim(), until, ...(by !== undefined && { by: by.trim() }) };
}
