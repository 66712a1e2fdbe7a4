import path from 'node:path';
import { expect, test } from 'vitest';
import { previewData } from '../../../lib/environment/data/preview-data.ts';
import type { Preview } from '../../../lib/environment/previews/preview.ts';
import { makeRepository } from '../fixture-repository.ts';
import { DIGEST } from '../previews/preview-source.ts';

const SEALED = JSON.stringify({
  scope: 'cluster-wide',
  namespace: 'shop',
  name: 'shop-database',
  generation: 1,
  keys: {},
});
const BASE = {
  'environments/staging/images/shop.json':
    '{ "api": { "image": "api", "tag": "1" }, "web": { "image": "web", "tag": "1" } }',
  'environments/staging/external/database.json': '{ "values": { "host": "db" } }',
  'environments/staging/secrets/shop/database.json': SEALED,
};

function dataIn(files: Readonly<Record<string, string>>, read?: (file: string) => void) {
  const preview: Preview = {
    name: 'pr-1',
    base: 'staging',
    file: 'environments/previews/pr-1.json',
    images: { shop: { api: { image: 'api', digest: DIGEST } }, other: { job: { image: 'job', tag: '2' } } },
    namespaceOf: (_, namespace) => namespace,
  };
  return previewData(makeRepository({ ...BASE, ...files }), 'staging-pr-1', preview, read);
}

test('its images are those of its file, and else the base’s', () => {
  const data = dataIn({});

  expect(String(data.image('shop', 'api'))).toBe(`api@${DIGEST}`);
  expect(String(data.image('shop', 'web'))).toBe('web:1');
  expect(String(data.image('other', 'job'))).toBe('job:2');
  expect(() => data.image('shop', 'constructor')).toThrow(
    "environments/staging/images/shop.json: has no pin 'constructor'. There are: api, web.",
  );
});

test('pins in a folder of its own would pin nothing, and are refused', () => {
  const file = 'environments/staging-pr-1/images/shop.json';

  expect(() => dataIn({ [file]: '{}' }).image('shop', 'web')).toThrow(
    `${file}: pins nothing: staging-pr-1 is a preview, whose images are in environments/previews/pr-1.json. Delete it, and pin with: kumiki preview open pr-1 --from staging shop NAME=IMAGE`,
  );
});

test('its outputs are the base’s; its secrets too, unless they are sealed for it alone', () => {
  const own = JSON.stringify({ ...JSON.parse(SEALED), namespace: 'shop-pr-1', scope: 'strict' });

  expect(dataIn({}).external('database').values).toEqual({ host: 'db' });
  expect(dataIn({}).sealed('shop', 'database')).toMatchObject({ namespace: 'shop', environment: 'staging' });
  expect(dataIn({}).sealed('shop', 'nothing')).toBeUndefined();
  expect(
    dataIn({ 'environments/staging-pr-1/secrets/shop/database.json': own }).sealed('shop', 'database'),
  ).toMatchObject({
    namespace: 'shop-pr-1',
    scope: 'strict',
  });
});

test('every file that it looked at is told, also where there is none', () => {
  const read: string[] = [];

  dataIn({}, (file) => read.push(file)).sealed('shop', 'database');

  expect(read.map((file) => path.basename(path.dirname(path.dirname(path.dirname(file)))))).toEqual([
    'staging-pr-1',
    'staging',
  ]);
});
