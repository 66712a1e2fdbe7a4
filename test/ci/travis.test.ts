import { expect, test } from 'vitest';
import { documentsOf, recipeFiles } from './recipes.ts';

test.each(recipeFiles.filter(({ host }) => host === 'travis'))(
  'travis: $kind runs on an image whose glibc Node 20 can use, which the default of Travis is not',
  (file) => {
    expect(documentsOf(file)).toEqual([expect.objectContaining({ dist: 'jammy', node_js: '20' })]);
  },
);
