import type { Loader } from '../../../environment/load/load-environments.ts';
import { isError, type Finding } from '../../../errors.ts';
import { sealedFile } from '../../../secret/sealed-file.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { runSynth } from '../../run-synth.ts';
import { writeAll } from '../../write-all.ts';
import type { RenamePlan } from './plan-renaming.ts';
import { surveyApplications } from '../../survey-applications.ts';
import { verifyRenaming } from './verify-renaming.ts';

/** Writes, looks at what it gives, and takes all back where that is not what was meant. */
export async function applyRenaming(
  root: string,
  loader: Loader,
  plan: RenamePlan,
  options: GlobalOptions,
  io: Io,
): Promise<readonly Finding[]> {
  const { renaming, places, edit, files, before } = plan;
  writeAll(root, files);
  let isDone = false;
  try {
    if (edit !== undefined) verifyRenaming(await surveyApplications(loader), places, edit, renaming);
    const { outcome } = await runSynth(root, loader, { ...options, env: [], app: [], out: 'dist' }, io);
    isDone = !isRefused(plan, outcome.findings);
    return outcome.findings;
  } finally {
    if (!isDone) writeAll(root, before);
  }
}

/** What is to be sealed again is no mistake of the rename: only who has the values can do it. */
export function isRefused({ bound, renaming }: RenamePlan, findings: readonly Finding[]): boolean {
  const waiting = new Set(bound.map(({ environment, secret }) => sealedFile(environment, renaming.to, secret)));
  return findings
    .filter(isError)
    .some(({ rule, file }) => rule !== 'reference/secret-moved' || file === undefined || !waiting.has(file));
}
