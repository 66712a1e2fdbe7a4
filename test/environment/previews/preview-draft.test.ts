import { expect, test } from 'vitest';
import { draftEnvironment, readPreviewDraft } from '../../../lib/environment/previews/preview-draft.ts';
import { previewText } from './preview-source.ts';

const FILE = 'environments/previews/pr-1.json';

test.each<[string, string, string | undefined, string | undefined]>([
  ['is right', previewText(), 'staging', '2026-12-24'],
  ['ends never', previewText('staging', {}, 'soon'), 'staging', undefined],
  ['is from what is no name', previewText('../production'), undefined, '2026-12-24'],
  [
    'has images that are none',
    JSON.stringify({ from: 'staging', until: '2026-12-24', images: 1 }),
    'staging',
    '2026-12-24',
  ],
  ['is no JSON', '{', undefined, undefined],
  ['is no object', '[]', undefined, undefined],
])('of a preview that %s is known what is not wrong', (_, text, from, until) => {
  expect(readPreviewDraft(text, FILE)).toEqual({ name: 'pr-1', file: FILE, from, until });
});

test.each(['PR-1.json', 'a/b.json', 'pr-1.yaml'])('nothing is known of %s, which is no file of one', (name) => {
  const draft = readPreviewDraft(previewText(), `environments/previews/${name}`);

  expect([draft.from, draft.until]).toEqual([undefined, undefined]);
});

test('its environment is named as its base and itself', () => {
  expect(draftEnvironment(readPreviewDraft(previewText(), FILE))).toBe('staging-pr-1');
  expect(draftEnvironment(readPreviewDraft('{', FILE))).toBe(undefined);
});
