import { expect, test } from 'vitest';
import { commonSource, differentSources } from '../../../lib/change/status/common-source.ts';

const image = 'acme/api';

test('the source is what all pins agree on', () => {
  expect(
    commonSource({
      api: { image, source: { repository: 'acme/shop', commit: 'a', build: '1' } },
      web: { image, source: { repository: 'acme/shop', commit: 'b', build: '1' } },
    }),
  ).toEqual({ repository: 'acme/shop', build: '1' });
  expect(commonSource({ api: { image, source: { commit: 'a' } }, web: { image } })).toEqual({});
  expect(commonSource({})).toEqual({});
});

test('sources are told by image where one does not say it all', () => {
  const one = { repository: 'acme/shop', commit: 'a' };

  expect(differentSources({ api: { image, source: one }, web: { image, source: { ...one } } })).toEqual({});
  expect(differentSources({ api: { image, source: one }, web: { image } })).toEqual({ sources: { api: one, web: {} } });
  expect(differentSources({})).toEqual({});
});
