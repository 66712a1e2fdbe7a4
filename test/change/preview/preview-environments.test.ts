import { expect, test } from 'vitest';
import { previewEnvironments } from '../../../lib/change/preview/preview-environments.ts';
import { previewText } from '../../environment/previews/preview-source.ts';

test('they are those of the files that say what they are from, right or wrong', () => {
  const files = new Map([
    ['environments/previews/pr-1.json', previewText()],
    ['environments/previews/pr-2.json', 'broken'],
    ['environments/previews/pr-3.json', previewText('staging', {}, 'soon')],
    ['environments/staging/images/shop.json', previewText()],
  ]);

  expect(previewEnvironments(files)).toEqual(new Set(['staging-pr-1', 'staging-pr-3']));
});
