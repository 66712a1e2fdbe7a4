import { fieldsOf } from '../../fields.ts';
import { wordsIn } from '../../http/words-in.ts';

/**
 * The texts of an error: its message and detail, and those of single fields that the message does not repeat
 * (https://developer.atlassian.com/cloud/bitbucket/rest/intro#standardized-error-responses):
 * `{ "type": "error", "error": { "message": …, "detail": …, "fields": { "source": ["branch not found: …"] } } }`.
 *
 * @returns the body itself where it is no such error
 */
export function explanationOf(body: unknown): unknown {
  const { message, detail, fields } = fieldsOf(fieldsOf(body)['error']);
  if (message === undefined) return body;
  const said = String(message);
  const more = Object.entries(fieldsOf(fields)).filter(([, words]) =>
    wordsIn(words).some((word) => !said.includes(word)),
  );
  return { message, detail, errors: Object.fromEntries(more) };
}
