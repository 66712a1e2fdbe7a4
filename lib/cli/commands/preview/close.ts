import path from 'node:path';
import { refuseName } from '../../../change/preview/refuse-name.ts';
import type { ChangeOptions } from '../../change/change-options.ts';
import { readSettings } from '../../change/read-settings.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { withSession } from '../../change/session.ts';
import { withRetries } from '../../change/with-retries.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';
import { closePreviews } from './close-previews.ts';
import { concludePreview } from './conclude-preview.ts';
import { proposeClosing } from './propose-closing.ts';

export interface CloseCommandOptions extends ChangeOptions {
  readonly autoMerge?: true | undefined;
}

/** Closes a preview, in the work tree or by a pull request. */
export async function closeCommand(name: string, options: CloseCommandOptions, io: Io): Promise<number> {
  refuseName('preview close', name);
  refuseWithoutPr(options, ['autoMerge']);
  if (options.pr === true) {
    const outcome = await withSession(options, await readSettings(options, io), io, (session) =>
      withRetries(session, (base) => proposeClosing(session, base, name, options.autoMerge === true)),
    );
    return concludePreview([outcome], options, io);
  }
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  return concludePreview(await closePreviews(root, [name], io), options, io);
}
