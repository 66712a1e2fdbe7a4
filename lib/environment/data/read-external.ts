import type { ExternalOutputs } from '../../external/external-outputs.ts';
import { readRecord } from '../../external/read-record.ts';
import { parseJson } from './parse-json.ts';

/**
 * The outputs of one file: `{ "lineage"?, "serial"?, "values": { "<key>": … } }`.
 *
 * @param text the file's content
 * @param file its path, for messages
 * @throws a UserError with all mistakes, each with its path in the file
 */
export function readExternal(text: string, file: string): ExternalOutputs {
  return readRecord(parseJson(text, file), file);
}
