import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import type { TestProject } from 'vitest/node';
import { provideCache } from './provide-cache.ts';

/** The command as it is compiled: what tests of the change flow run in a process of its own. */
export default function beforeAllFiles(project: TestProject): () => void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: path.dirname(import.meta.dirname), stdio: 'inherit' });
  return provideCache(project);
}
