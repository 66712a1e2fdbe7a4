import { UserError } from '../../errors.ts';
import { readSealedRecord } from '../../secret/read-sealed-record.ts';
import type { SealedFile } from '../../secret/sealed-file.ts';
import { parseJson } from './parse-json.ts';

/**
 * The seals of one file: `{ "scope", "namespace", "name", "generation", "keys": { "<key>": { "sealed", "certificate", "previous"? } } }`.
 *
 * @param text the file's content
 * @param file its path, for messages
 * @throws a UserError with all mistakes, each with its path in the file, and without any value
 */
export function readSealedFile(text: string, file: string): SealedFile {
  return readSealedRecord(parse(text, file), file);
}

function parse(text: string, file: string): unknown {
  try {
    return parseJson(text, file);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Both sides together would be of one generation, and Pods would not see one of the two changes.
    if (/merge conflict/.test(error.message))
      throw new UserError(`${error.message} Take one side whole, and set again what the other has changed.`);
    if (error.cause === undefined) throw error;
    // The parser's message holds a piece of the text, which may be a value that was written there by hand.
    const [where] = error.message.split(': is no JSON');
    throw new UserError(`${where}: is no JSON. Mend it, or take the file from an earlier commit.`);
  }
}
