import { expect, test } from 'vitest';
import { parseChallenge } from '../../lib/registry/parse-challenge.ts';

test.each([
  [undefined, undefined],
  ['', undefined],
  ['Negotiate', undefined],
  ['Basic realm="a, b"', { scheme: 'basic', parameters: { realm: 'a, b' } }],
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/nginx:pull,push"',
    {
      scheme: 'bearer',
      parameters: {
        realm: 'https://auth.docker.io/token',
        service: 'registry.docker.io',
        scope: 'repository:library/nginx:pull,push',
      },
    },
  ],
  [
    'bearer Realm = "https://a/\\"b" , service=plain',
    { scheme: 'bearer', parameters: { realm: 'https://a/"b', service: 'plain' } },
  ],
  ['Negotiate, Basic realm="x", Bearer realm="https://y"', { scheme: 'bearer', parameters: { realm: 'https://y' } }],
])('%s', (header, expected) => {
  expect(parseChallenge(header)).toEqual(expected);
});
