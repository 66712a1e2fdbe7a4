import { openTransaction } from '../../../lib/write/transaction.ts';
import { ENVIRONMENTS, filesOf } from './versions.ts';

/** A full run that brings dist to a version. */
export async function writeVersion(dist: string, version: number): Promise<void> {
  const transaction = await openTransaction({ dist });
  try {
    const environments = ENVIRONMENTS.filter((environment) => filesOf(environment, version).size > 0);
    for (const environment of environments) transaction.stage(environment, filesOf(environment, version));
    transaction.commit({ removeEnvironmentsExcept: new Set(environments) });
  } finally {
    transaction.close();
  }
}
