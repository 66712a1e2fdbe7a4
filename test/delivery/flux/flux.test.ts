import { expect, test } from 'vitest';
import { flux, type FluxOptions } from '../../../lib/delivery/flux/flux.ts';
import { UserError } from '../../../lib/errors.ts';
import { REPOSITORY } from '../deliver-environment.ts';

test('only the repository has to be said', () => {
  expect(flux({ repository: REPOSITORY })).toEqual({
    tool: 'flux',
    repository: REPOSITORY,
    branch: 'main',
    namespace: 'flux-system',
    credential: undefined,
    verify: undefined,
    decrypt: undefined,
    interval: '1m',
    timeout: '5m',
    labels: {},
  });
});

test('a shard is a label', () => {
  const { labels } = flux({ repository: REPOSITORY, shard: 'shard1', labels: { team: 'identity' } });

  expect(labels).toEqual({ 'sharding.fluxcd.io/key': 'shard1', team: 'identity' });
});

test.each<[Readonly<Record<string, unknown>>, string]>([
  [{ secret: 'x' }, 'flux(): secret is not an option of it. There are: repository, branch,'],
  [{ intervall: '1m' }, 'flux(): intervall is not an option of it. Did you mean interval?'],
  [{ repository: 'git@git.example.com:acme/x.git' }, "Write it as a URL: 'ssh://git@git.example.com/acme/x.git'."],
  [{ branch: 'refs/heads/main' }, 'flux(): branch is "refs/heads/main". Use the name of a branch'],
  [{ namespace: 'Flux' }, 'flux(): namespace is "Flux". Use the name of a namespace'],
  [{ credential: 'a_b' }, 'flux(): credential is no name of a Secret.'],
  [{ verify: 7 }, 'flux(): verify is no name of a Secret.'],
  [{ decrypt: 'SOPS' }, 'flux(): decrypt is no name of a Secret.'],
  [{ interval: '1' }, 'flux(): interval is "1". Use a duration, such as \'5m\'.'],
  [{ interval: '1d' }, 'interval is "1d"'],
  [{ interval: -1 }, 'interval is -1'],
  [{ timeout: '5 m' }, 'flux(): timeout is "5 m". Use a duration'],
  [{ timeout: '' }, 'timeout is ""'],
  [{ shard: 'Shard 1' }, 'flux(): shard is "Shard 1". Use the shard\'s key'],
  [{ labels: { a: true } }, 'flux(): labels is an object. Use texts by key'],
])('options that are wrong are refused: %j', (options, message) => {
  const make = (): unknown => flux({ repository: REPOSITORY, ...options } as FluxOptions);

  expect(make).toThrow(UserError);
  expect(make).toThrow(message);
});

test('a credential in the place of its name is never said', () => {
  const credential = 'ghp_c4n4ry';

  expect(() => flux({ repository: REPOSITORY, credential })).toThrow(
    /^flux\(\): credential is no name of a Secret\. Use the name of one in the namespace of the CD tool; what is in it never stands in a file\.$/,
  );
});

test('an argument that is no object is refused', () => {
  expect(() => flux(undefined as unknown as FluxOptions)).toThrow('flux(): its argument is no object.');
});
