import { expect, test } from 'vitest';
import { closePreview } from '../../../lib/change/preview/close-preview.ts';
import { readPreview } from '../../../lib/environment/previews/preview-file.ts';
import { previewText } from '../../environment/previews/preview-source.ts';

const FILE = 'environments/previews/pr-1.json';
const present = readPreview(previewText(), FILE);

test('its file goes, and all that was there for it alone', () => {
  const own = ['environments/staging-pr-1/secrets/users/database.json'];

  expect(closePreview({ name: 'pr-1', isThere: true, present, own })).toEqual({
    action: 'closed',
    preview: 'pr-1',
    environment: 'staging-pr-1',
    from: 'staging',
    files: new Map([FILE, ...own].map((file) => [file, undefined])),
    notes: [],
  });
});

test('one that nobody can read goes too, and the rest of it is said to be left', () => {
  expect(closePreview({ name: 'pr-1', isThere: true, present: undefined, own: [] })).toMatchObject({
    action: 'closed',
    environment: undefined,
    files: new Map([[FILE, undefined]]),
    notes: [`${FILE}: could not be read, so that nothing is known of what it made. Run kumiki synth.`],
  });
});

test('one that is not open is no mistake', () => {
  expect(closePreview({ name: 'pr-1', isThere: false, present: undefined, own: [] })).toMatchObject({
    action: 'none',
    files: new Map(),
    notes: ['pr-1: is no open preview.'],
  });
});
