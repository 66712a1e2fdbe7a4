import { UserError } from './errors.ts';
import { shownPath } from './shown-path.ts';

/** An error of the operating system, as node:fs throws it. */
export interface DiskError extends Error {
  readonly code: string;
  readonly path?: string;
}

export function isDiskError(error: unknown, ...codes: readonly string[]): error is DiskError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    'syscall' in error &&
    (codes.length === 0 || codes.includes(error.code))
  );
}

/** Runs work on the disk; what the operating system refuses is the person's to mend, so it becomes a {@link UserError}. */
export function explainDiskErrors<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explainDiskError(place, error);
  }
}

/** The error to throw instead. */
export function explainDiskError(place: string, error: unknown): unknown {
  if (!isDiskError(error)) return error;
  return new UserError(
    `${shownPath(error.path ?? place)}: ${reasonOf(error)} (${error.code}). ${adviceFor(error.code)}`,
    {
      cause: error,
    },
  );
}

function reasonOf(error: DiskError): string {
  return /^\w+: (.*?)(?:, \w+(?: '|$)|$)/.exec(error.message)?.[1] ?? error.message;
}

function adviceFor(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'Give this user the right to write there, or choose another folder with --out.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'Free some space and run again; nothing was changed.';
    default:
      return 'Mend this and run again.';
  }
}
