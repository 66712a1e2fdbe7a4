import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';

/** When a process started where the system does not tell. */
const UNKNOWN = 'unknown';

/** A text that no later process with the same id shares, where the system tells when a process started (Linux: /proc). */
export function processStart(pid: number): string {
  return readProc(pid)?.start ?? UNKNOWN;
}

/** Whether the process that had this start still runs. Where the start is not known, its id alone decides. */
export function isRunning(pid: number, start: string): boolean {
  const entry = readProc(pid);
  if (entry !== undefined)
    return entry.state !== 'Z' && entry.state !== 'X' && (start === UNKNOWN || entry.start === start);
  return isKnownToSystem(pid);
}

/** Fields 3 (state) and 22 (start in clock ticks since boot); the second field is a name that may hold blanks and brackets. */
function readProc(pid: number): { readonly state: string; readonly start: string } | undefined {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return undefined;
  try {
    const stat = readFileSync(path, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', start: fields[19] ?? UNKNOWN };
  } catch {
    // It ended between the two calls.
    return undefined;
  }
}

function isKnownToSystem(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
