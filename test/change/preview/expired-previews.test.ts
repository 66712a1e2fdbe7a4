import { expect, test } from 'vitest';
import { expiredPreviews } from '../../../lib/change/preview/expired-previews.ts';
import { readPreview } from '../../../lib/environment/previews/preview-file.ts';
import { previewText } from '../../environment/previews/preview-source.ts';

test('a preview is over at its very moment, in its time zone', () => {
  const previews = ['2026-12-24', '2026-12-24T01:00+02:00', '2026-12-24T00:00:00.001Z'].map((until, index) =>
    readPreview(previewText('staging', {}, until), `environments/previews/${index}.json`),
  );
  const expired = (now: string) => expiredPreviews(previews, new Date(now)).map(({ name }) => name);

  expect(expired('2026-12-23T22:59:59Z')).toEqual([]);
  expect(expired('2026-12-23T23:00Z')).toEqual(['1']);
  expect(expired('2026-12-24T00:00Z')).toEqual(['0', '1']);
});
