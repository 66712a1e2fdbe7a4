import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

/** The command as it is compiled: what tests of the change flow run in a process of its own. */
export default function buildCommand(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: path.dirname(import.meta.dirname), stdio: 'inherit' });
}
