import { expect, test } from 'vitest';
import { chartSource, type ChartSourceOptions } from '../../lib/vendor/chart-source.ts';

function sourceOf(chart: string, options: Partial<ChartSourceOptions> = {}): unknown {
  return chartSource(chart, { repository: undefined, version: undefined, ...options }, (path) =>
    path.startsWith('charts/') ? { path, isFolder: !path.endsWith('.tgz') } : undefined,
  );
}

test('a chart is a folder, an archive, a name in a repository, or an address of a registry', () => {
  expect(sourceOf('charts/redis')).toEqual({ type: 'folder', source: 'charts/redis' });
  expect(sourceOf('charts/redis-1.tgz')).toEqual({ type: 'archive', source: 'charts/redis-1.tgz' });
  expect(sourceOf('redis', { repository: 'https://charts.example.com/', version: '1.2.3' })).toEqual({
    type: 'repository',
    source: 'redis',
    repository: 'https://charts.example.com',
    version: '1.2.3',
  });
  expect(sourceOf('oci://r.example.com:5000/charts/redis:1.2.3')).toEqual({
    type: 'registry',
    source: 'oci://r.example.com:5000/charts/redis',
    repository: undefined,
    version: '1.2.3',
  });
});

test.each<[string, string, Partial<ChartSourceOptions>, string]>([
  [
    'nothing',
    'redis',
    {},
    'redis: there is no such folder or archive. Mend the path, or say where the chart is: --repo https://…, or oci://….',
  ],
  [
    'an address',
    'https://example.com/redis.tgz',
    {},
    'https://example.com/redis.tgz: is an address. Name the chart, and its repository with --repo; or download the archive into the repository.',
  ],
  [
    'a version of what lies here',
    'charts/redis',
    { version: '1' },
    'charts/redis: --version goes with --repo and oci://: what lies in the repository has the version that it has.',
  ],
  [
    'a path with --repo',
    'charts/redis',
    { repository: 'https://a.example.com' },
    'charts/redis: is no name of a chart. With --repo, name it as the repository does: redis.',
  ],
  [
    'a repository that is none',
    'redis',
    { repository: 'bitnami' },
    "--repo is 'bitnami'. Write its address: https://charts.example.com.",
  ],
  [
    'a repository of a registry',
    'oci://a.example.com/b',
    { repository: 'https://a.example.com' },
    'oci://a.example.com/b: --repo does not go with oci://. Leave it out.',
  ],
  [
    'a digest',
    'oci://a.example.com/b@sha256:00',
    {},
    'oci://a.example.com/b@sha256:00: a digest is kept in the lock. Name the version: --version 1.2.3.',
  ],
])('%s is refused', (_, chart, options, message) => {
  expect(() => sourceOf(chart, options)).toThrow(message);
});

test('a password in an address is refused, and not repeated', () => {
  const refused = (): unknown => sourceOf('redis', { repository: 'https://me:hunter2@charts.example.com' });

  expect(refused).toThrow('https://…@charts.example.com: has a user or a password in it, which would be in git.');
  expect(refused).not.toThrow('hunter2');
});
