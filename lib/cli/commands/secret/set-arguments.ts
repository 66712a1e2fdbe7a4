import { didYouMean } from '../../../did-you-mean.ts';
import { UserError } from '../../../errors.ts';
import { whyNoSecretKey, whyNoSecretName } from '../../../secret/secret-name.ts';

/** What `secret set` was told to set. */
export interface SetArguments {
  readonly application: string;
  readonly name: string;
  /** Undefined where a file has the keys. */
  readonly key: string | undefined;
}

const OPTIONS = ['--env', '--scope', '--from-env-file', '--allow-empty', '--same-value'];
const HOW = 'A value comes by standard input: kumiki secret set <app> <name> <key> --env <glob> < FILE';
const BURNT =
  'What stands on the line is in the history of the shell and in the list of processes: if it was a value, use another one.';

/**
 * Reads the words of the line. Messages repeat none that may be a value.
 *
 * @param words arguments, and options that commander does not know
 */
export function readSetArguments(words: readonly string[], isFromFile: boolean): SetArguments {
  const option = words.find((word) => /^-./.test(word));
  if (option !== undefined) throw new UserError(unknownOption(option));
  const [application, name, key] = words;
  const most = isFromFile ? 2 : 3;
  if (words.length > most && isFromFile)
    throw new UserError(`--from-env-file has the keys: give the application and the name alone. ${BURNT}`);
  if (words.length > most)
    throw new UserError(`secret set takes an application, a name and a key, and no value. ${HOW}\n${BURNT}`);
  if (application === undefined || name === undefined || (key === undefined && !isFromFile))
    throw new UserError(`secret set needs an application, a name and a key, or --from-env-file. ${HOW}`);
  const badName = whyNoSecretName(application, name);
  if (badName !== undefined) throw new UserError(`secret set: the name cannot be one of a secret. ${badName}`);
  const badKey = key === undefined ? undefined : whyNoSecretKey(key);
  if (badKey !== undefined)
    throw new UserError(`secret set: the key cannot be one of a Secret. ${badKey}\n${HOW}\n${BURNT}`);
  return { application, name, key };
}

function unknownOption(word: string): string {
  const name = /^--?[a-z-]+/.exec(word)?.[0] ?? '';
  const guess = didYouMean(name, OPTIONS);
  return `secret set: there is an option that it does not have. ${guess === undefined ? `It has: ${OPTIONS.join(', ')}.` : `Did you mean ${guess}?`} ${HOW}\n${BURNT}`;
}
