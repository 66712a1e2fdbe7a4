import path from 'node:path';
import { releaseChange } from '../../../change/holds/hold-change.ts';
import type { ChangeOptions } from '../../change/change-options.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';
import { applyHolds, concludeHolds } from './apply-holds.ts';
import { findPlaces } from './find-places.ts';
import { proposeHolds } from './propose-holds.ts';

export interface ReleaseCommandOptions extends ChangeOptions {
  readonly env: readonly string[];
}

/** Ends the holds of an application. One that is not held is no mistake. */
export async function releaseCommand(application: string, options: ReleaseCommandOptions, io: Io): Promise<number> {
  refuseWithoutPr(options, []);
  if (options.pr === true)
    return concludeHolds(await proposeHolds(application, options.env, releaseChange, options, io), options, io);
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const { places, notes } = await findPlaces(root, application, options.env, io.today());
  return applyHolds(root, places.map(releaseChange), notes, options, io);
}
