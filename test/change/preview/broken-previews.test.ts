import { expect, test } from 'vitest';
import { brokenPreviews } from '../../../lib/change/preview/broken-previews.ts';

test('a message names the files that it is about, whatever is wrong with them', () => {
  const message = [
    'environments/previews/pr-1.json: until is "soon".',
    'environments/previews/pr-1.json: images is missing.',
    'environments/previews/pr-2.json:3: is no JSON.',
    'environments/staging.ts:1: throws Error: environments/previews/pr-3.json: no.',
    'Nothing was changed.',
  ].join('\n');

  expect(brokenPreviews(message)).toEqual(
    new Map([
      [
        'environments/previews/pr-1.json',
        'environments/previews/pr-1.json: until is "soon".\nenvironments/previews/pr-1.json: images is missing.',
      ],
      ['environments/previews/pr-2.json', 'environments/previews/pr-2.json:3: is no JSON.'],
    ]),
  );
});
