import { expect, test } from 'vitest';
import { openPreview, type OpenPreviewOptions } from '../../../lib/change/preview/open-preview.ts';
import { readPreview } from '../../../lib/environment/previews/preview-file.ts';

const FILE = 'environments/previews/pr-1.json';
const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const pin = (digit: string) => ({ image: 'ghcr.io/acme/api', digest: digest(digit) });

function open(options: Partial<OpenPreviewOptions> = {}) {
  return openPreview({
    name: 'pr-1',
    from: 'staging',
    until: '2026-12-24',
    images: { users: { api: pin('a') } },
    present: undefined,
    ...options,
  });
}

function reopen(options: Partial<OpenPreviewOptions>) {
  return open({ present: readPreview(open().files.get(FILE) ?? '', FILE), ...options });
}

test('a new preview is one file: sorted keys, two spaces, LF', () => {
  const images = { users: { worker: pin('b'), api: { ...pin('a'), source: { commit: 'c', build: '1' } } }, mail: {} };
  const { files, ...change } = open({ images });

  expect(change).toEqual({
    action: 'opened',
    preview: 'pr-1',
    environment: 'staging-pr-1',
    from: 'staging',
    notes: [],
  });
  expect([...files.keys()]).toEqual([FILE]);
  expect(files.get(FILE)).toBe(`{
  "from": "staging",
  "images": {
    "mail": {},
    "users": {
      "api": {
        "digest": "${digest('a')}",
        "image": "ghcr.io/acme/api",
        "source": {
          "build": "1",
          "commit": "c"
        }
      },
      "worker": {
        "digest": "${digest('b')}",
        "image": "ghcr.io/acme/api"
      }
    }
  },
  "until": "2026-12-24"
}
`);
});

test('one that is open gets the images that are named, and the new end; the others stay', () => {
  const first = reopen({ images: { users: { worker: pin('b') }, mail: { api: pin('c') } }, until: '2027-01-01' });
  const text = first.files.get(FILE) ?? '';

  expect(first.action).toBe('updated');
  expect(JSON.parse(text)).toEqual({
    from: 'staging',
    until: '2027-01-01',
    images: { mail: { api: pin('c') }, users: { api: pin('a'), worker: pin('b') } },
  });
});

test('the same again changes nothing', () => {
  expect(reopen({})).toEqual({
    action: 'none',
    preview: 'pr-1',
    environment: 'staging-pr-1',
    from: 'staging',
    files: new Map(),
    notes: ['pr-1: is open with these images already.'],
  });
});

test('another base, and a name that is too long, are refused', () => {
  expect(() => reopen({ from: 'testing' })).toThrow(
    `${FILE}: is from 'staging', and --from is 'testing'. Close it first: kumiki preview close pr-1`,
  );
  expect(() => open({ name: 'a'.repeat(56) })).toThrow(
    `preview open: its environment would be 'staging-${'a'.repeat(56)}', which has 64 characters, and the name of one has at most 63. Use a shorter name.`,
  );
});
