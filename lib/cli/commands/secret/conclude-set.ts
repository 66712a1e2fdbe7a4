import { didYouMean } from '../../../did-you-mean.ts';
import { EXIT } from '../../exit-codes.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import type { BuiltEnvironment } from './built-environments.ts';
import type { SealedPlaceText } from './seal-into.ts';
import type { SetArguments } from './set-arguments.ts';

export interface SetResult {
  readonly built: readonly BuiltEnvironment[];
  readonly wanted: SetArguments;
  readonly keys: readonly string[];
  readonly notes: readonly string[];
}

/** Prints what was sealed, and gives the exit code. */
export function concludeSet(
  sealed: readonly SealedPlaceText[],
  { built, wanted, keys, notes }: SetResult,
  options: GlobalOptions,
  io: Io,
): number {
  const all = [...notes, ...built.flatMap((environment) => noteOf(environment, wanted, keys))];
  if (options.json === true) {
    const environments = sealed.map(({ environment, file, content: { scope, generation } }) => ({
      environment,
      file,
      scope,
      generation,
      keys,
    }));
    io.out(`${JSON.stringify({ action: 'sealed', environments, notes: all }, undefined, 2)}\n`);
  } else if (options.quiet !== true) {
    for (const note of all) io.err(`note: ${note}\n`);
    const lines = sealed.map(({ file, content }) => `  ${file} (generation ${content.generation})\n`);
    io.out(`Sealed ${keys.join(', ')}:\n${lines.join('')}`);
  }
  return EXIT.done;
}

/** A name that no code asks for yet is no mistake, but may be one. */
function noteOf({ name, uses }: BuiltEnvironment, wanted: SetArguments, keys: readonly string[]): readonly string[] {
  const own = uses.filter(({ application }) => application === wanted.application);
  const use = own.find(({ secret }) => secret === wanted.name);
  const what = `${wanted.application}/${wanted.name}`;
  if (use === undefined) {
    const names = own.map(({ secret }) => secret);
    return [`${name}: no code asks for ${what} yet.${guessOf(wanted.name, names)}`];
  }
  return keys
    .filter((key) => use.keys.size > 0 && !use.keys.has(key))
    .map((key) => `${name}: no code asks for the key ${key} of ${what} yet.${guessOf(key, [...use.keys])}`);
}

function guessOf(word: string, known: readonly string[]): string {
  const guess = didYouMean(word, known);
  if (guess !== undefined) return ` Did you mean ${guess}?`;
  return known.length === 0 ? '' : ` It asks for: ${known.join(', ')}.`;
}
