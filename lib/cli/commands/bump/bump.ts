import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { Git } from '../../../git/git.ts';
import { chooseEnvironments } from '../../change/choose-environments.ts';
import { viewOfCommit } from '../../change/base-view.ts';
import type { ChangeOptions } from '../../change/change-options.ts';
import { policyNamed, readPolicies } from '../../change/read-policies.ts';
import { readSettings } from '../../change/read-settings.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { refuseWordOfObjects } from '../../change/refuse-word-of-objects.ts';
import { withSession, type ChangeSession } from '../../change/session.ts';
import { checkImages, resolveImages } from '../../change/verify-images.ts';
import { planWithRetries } from '../../change/with-retries.ts';
import type { Io } from '../../io.ts';
import { bumpEnvironment, type BumpRequest } from './bump-environment.ts';
import { bumpLocally } from './bump-locally.ts';
import { shownImages, type BumpOutcome } from '../../change/bump-outcome.ts';
import { concludeBump } from '../../change/conclude-bump.ts';
import { readImages } from './read-images.ts';
import { readSource } from './read-source.ts';
import { clockOf } from '../../clock-of.ts';

export interface BumpCommandOptions extends ChangeOptions {
  readonly env: readonly string[];
  readonly commit?: string | undefined;
  readonly build?: string | undefined;
  readonly source?: string | undefined;
  readonly again?: true | undefined;
  readonly hotfix?: true | undefined;
  readonly autoMerge?: true | undefined;
  readonly remoteRender?: true | undefined;
}

/** Pins images of one application in the environments that match. */
export async function bumpCommand(
  application: string,
  words: readonly string[],
  options: BumpCommandOptions,
  io: Io,
): Promise<number> {
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  refuseWordOfObjects(application, 'bump');
  refuseWithoutPr(options, ['autoMerge', 'remoteRender']);
  const asked = readImages(words, await readSource(options, io), 'bump');
  const clock = clockOf(io);
  const wanted = await resolveImages(asked, { env: io.env, clock });
  const request = {
    application,
    wanted,
    sources: new Git(cwd, { env: io.env }),
    autoMerge: options.autoMerge === true,
    hotfix: options.hotfix === true,
    again: options.again === true,
    remoteRender: options.remoteRender === true,
  };
  if (options.pr !== true) return concludeBump(await bumpLocally(cwd, request, options, io), options, io);

  if (request.remoteRender && request.autoMerge)
    throw new UserError(
      '--remote-render reads no policies, so nothing says whether a person merges. Leave --auto-merge out, and arm it where the manifest repository renders.',
    );
  const notes = await checkImages(asked, { env: io.env, clock });
  const failures: UserError[] = [];
  const outcomes = await withSession(options, await readSettings(options, io), io, (session) =>
    bumpAll(session, { ...request, notes }, options.env, failures),
  );
  return concludeBump(outcomes, options, io, failures);
}

/** One environment after the other, each on the newest base. */
function bumpAll(
  session: ChangeSession,
  request: BumpRequest,
  globs: readonly string[],
  failures: UserError[],
): Promise<readonly BumpOutcome[]> {
  const policiesAt = (base: string) => readPolicies(session, base, request.remoteRender);
  return planWithRetries(
    session,
    async (base) =>
      chooseEnvironments(viewOfCommit(session.clone.git, base), await policiesAt(base), globs, request.application),
    async (base, { name }) => bumpEnvironment(session, base, policyNamed(await policiesAt(base), name), request),
    ({ name }, error) => {
      failures.push(error);
      const { application, wanted } = request;
      const asked = { environment: name, application, ...shownImages({}, wanted), files: [] };
      return { action: 'refused', ...asked, notes: [error.message] };
    },
  );
}
