import { expect, test } from 'vitest';
import { closedEnvironment, closePreview } from '../../../lib/change/preview/close-preview.ts';
import { readPreviewDraft } from '../../../lib/environment/previews/preview-draft.ts';
import { previewText } from '../../environment/previews/preview-source.ts';

const FILE = 'environments/previews/pr-1.json';
const present = readPreviewDraft(previewText(), FILE);

test('its file goes, and all that was there for it alone', () => {
  const own = ['environments/staging-pr-1/secrets/users/database.json'];

  expect(closePreview({ name: 'pr-1', present, environment: 'staging-pr-1', own })).toEqual({
    action: 'closed',
    preview: 'pr-1',
    environment: 'staging-pr-1',
    from: 'staging',
    files: new Map([FILE, ...own].map((file) => [file, undefined])),
    notes: [],
  });
});

test('one that nobody can read goes too, and the rest of it is said to be left', () => {
  expect(
    closePreview({ name: 'pr-1', present: readPreviewDraft('{', FILE), environment: undefined, own: [] }),
  ).toMatchObject({
    action: 'closed',
    environment: undefined,
    files: new Map([[FILE, undefined]]),
    notes: [`${FILE}: could not be read, so that nothing is known of what it made. Run kumiki synth.`],
  });
});

test('what another environment is called too stays, and that is said', () => {
  expect(closedEnvironment(present, new Set(['staging']))).toBe('staging-pr-1');
  expect(closedEnvironment(present, new Set(['staging', 'staging-pr-1']))).toBe(undefined);
  expect(closePreview({ name: 'pr-1', present, environment: undefined, own: [] })).toMatchObject({
    action: 'closed',
    environment: undefined,
    files: new Map([[FILE, undefined]]),
    notes: [`${FILE}: 'staging-pr-1' is another environment too, which stays as it is.`],
  });
});

test('one that is not open is no mistake', () => {
  expect(closePreview({ name: 'pr-1', present: undefined, environment: undefined, own: [] })).toMatchObject({
    action: 'none',
    files: new Map(),
    notes: ['pr-1: is no open preview.'],
  });
});
