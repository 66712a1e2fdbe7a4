import { Refusal, RemoteError } from '../errors.ts';
import { EXIT } from './exit-codes.ts';

/** What a command ends with that failed so. */
export function exitCodeOfError(error: unknown): number {
  if (error instanceof Refusal) return EXIT.refused;
  return error instanceof RemoteError ? EXIT.failed : EXIT.mistake;
}
