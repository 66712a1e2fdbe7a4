import { searchText } from '../../../check/credentials/search-text.ts';
import { UserError } from '../../../errors.ts';
import type { Values } from './read-values.ts';

/** Throws where a file of values holds what looks like a credential: it is in git in the clear, whatever becomes of the chart. */
export function refuseCredentials(values: readonly Values[]): void {
  const places = values.flatMap(({ file, text }) =>
    searchText(text).map(({ line, label }) => `${file}:${line}: ${label}`),
  );
  if (places.length === 0) return;
  throw new UserError(
    `${places.join('\n')}\nCredentials are never in git in the clear. Take them out of the values, and have the chart use an existing Secret, ` +
      'often by a value called existingSecret, which kumiki secret set seals.',
  );
}
