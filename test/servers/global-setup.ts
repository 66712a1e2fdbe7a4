import type { TestProject } from 'vitest/node';
import { provideCache } from '../provide-cache.ts';
import { buildMissing } from './build-missing.ts';
import { requirePrograms } from './require-programs.ts';

/** Before the first test: everything that the tests run is there. */
export async function setup(project: TestProject): Promise<() => void> {
  requirePrograms();
  await buildMissing((line) => process.stdout.write(`${line}\n`));
  return provideCache(project);
}
