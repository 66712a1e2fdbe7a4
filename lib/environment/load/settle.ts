import { UserError } from '../../errors.ts';

const PATIENCE = 5000;

/**
 * Waits for user code that is being imported. A promise that never settles is refused as soon as nothing is left that could settle it,
 * where Node itself would end without a word; and after five seconds where something else keeps the process alive.
 *
 * @param file what is imported, for the message
 */
export async function settle<T>(promise: Promise<T>, file: string, patience = PATIENCE): Promise<T> {
  const waiting = new AbortController();
  const giveUp = (): void => {
    waiting.abort();
    // Node asks only once more if there is something left to do: the next file may wait for ever, too.
    setImmediate(() => undefined);
  };
  const never = new Promise<never>((_, reject) => {
    waiting.signal.addEventListener('abort', () => reject(neverSettles(file)));
  });
  const timer = setTimeout(giveUp, patience).unref();
  process.once('beforeExit', giveUp);
  try {
    return await Promise.race([promise, never]);
  } finally {
    clearTimeout(timer);
    process.removeListener('beforeExit', giveUp);
  }
}

function neverSettles(file: string): UserError {
  return new UserError(
    `${file}: waits for a promise that never settles. Look for an await outside of a function, there or in what it imports, and remove it.`,
  );
}
