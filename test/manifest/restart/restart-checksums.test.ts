import fc from 'fast-check';
import { Chart, ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { Config } from '../../../lib/constructs/config.ts';
import { Job } from '../../../lib/constructs/job.ts';
import { ScheduledJob } from '../../../lib/constructs/scheduled-job.ts';
import { StatefulService } from '../../../lib/constructs/stateful-service.ts';
import { WebService } from '../../../lib/constructs/web-service.ts';
import { Worker, type WorkerProps } from '../../../lib/constructs/worker.ts';
import { projected, Volume } from '../../../lib/constructs/workload/volumes.ts';
import type { Environment } from '../../../lib/environment/environment.ts';
import { renderSealed } from '../../constructs/secret/render-sealed.ts';

const NAME = 'checksum/config';

/** The checksum on the Pods of a worker in the application `users`, whose Config is `settings`. */
function checksumOf(
  data: Readonly<Record<string, string>>,
  use: (settings: Config) => Partial<WorkerProps> = (settings) => ({ envFrom: [settings] }),
): string | undefined {
  const { find } = renderSealed((environment) => {
    const app = new Application(environment, 'users');
    new Worker(app, 'api', { image: 'a:1', ...use(new Config(app, 'settings', data)) });
  });
  return find('Deployment').spec?.template.metadata?.annotations?.[NAME];
}

test('Pods have a checksum of what they use, the same on every machine', () => {
  expect(checksumOf({ A: 'a', B: 'b' })).toBe('8905a12edc45ffa3');
});

const USES: readonly [string, (settings: Config) => Partial<WorkerProps>, readonly string[]][] = [
  ['a key', (settings) => ({ env: { X: settings.key('a') } }), ['a']],
  ['a key of a sidecar', (settings) => ({ sidecars: { s: { image: 'b:1', env: { X: settings.key('a') } } } }), ['a']],
  [
    'a key of an init container',
    (settings) => ({ init: { i: { image: 'b:1', env: { X: settings.key('b') } } } }),
    ['b'],
  ],
  [
    'two keys',
    (settings) => ({ env: { X: settings.key('a') }, init: { i: { image: 'b:1', env: { X: settings.key('c') } } } }),
    ['a', 'c'],
  ],
  ['all as variables', (settings) => ({ envFrom: [settings] }), ['a', 'b', 'c']],
  ['files', (settings) => ({ files: { '/etc/app': settings } }), ['a', 'b', 'c']],
  ['files by a name', (settings) => ({ volumes: { v: settings }, files: { '/etc/app': 'v' } }), ['a', 'b', 'c']],
  ['projected files', (settings) => ({ files: { '/etc/app': projected([settings]) } }), ['a', 'b', 'c']],
  ['one file', (settings) => ({ files: { '/etc/app.conf': { from: settings, subPath: 'b' } } }), ['b']],
  [
    'one file and all files',
    (settings) => ({ files: { '/a': { from: settings, subPath: 'b' }, '/b': settings } }),
    ['a', 'b', 'c'],
  ],
  ['some files of a source of its own', () => ({ files: { '/etc/app': itemsVolume() } }), ['a', 'c']],
  ['a volume that nothing mounts', (settings) => ({ volumes: { v: settings } }), []],
  ['a key that a patch names', () => ({ patch: { Deployment: patchOf('c') } }), ['c']],
];

function itemsVolume(): Volume {
  const items = ['a', 'c'].map((key) => ({ key, path: `${key}.conf` }));
  return Volume.of({ configMap: { name: 'users-settings', items } });
}

function patchOf(key: string) {
  const env = [{ name: 'X', valueFrom: { configMapKeyRef: { name: 'users-settings', key } } }];
  return { spec: { template: { spec: { containers: [{ name: 'api', env }] } } } };
}

test.each(USES)('what uses %s restarts for these keys and for no others', (_, use, keys) => {
  const before = checksumOf({ a: '1', b: '1', c: '1' }, use);

  const changed = ['a', 'b', 'c'].filter((key) => checksumOf({ a: '1', b: '1', c: '1', [key]: '2' }, use) !== before);

  expect(changed).toEqual(keys);
  expect(before === undefined).toBe(keys.length === 0);
});

test('a change of other keys changes no byte of the Pods, whatever the values and their order', () => {
  const data = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.string({ unit: 'grapheme' }), { maxKeys: 5 });
  fc.assert(
    fc.property(data, data, fc.string({ unit: 'grapheme' }), (some, others, value) => {
      const use = (settings: Config): Partial<WorkerProps> => ({ env: { X: settings.key('USED') } });
      const reversed = Object.fromEntries(Object.entries({ ...others, USED: value }).toReversed());

      expect(checksumOf({ USED: value, ...some }, use)).toBe(checksumOf(reversed, use));
      expect(checksumOf({ USED: `${value}.`, ...some }, use)).not.toBe(checksumOf(reversed, use));
    }),
    { numRuns: 40 },
  );
});

function shared(environment: Environment): void {
  const settings = new Config(new Application(environment, 'shared', { namespace: 'users' }), 'settings', {
    A: `at ${environment.service('users/api').host}`,
  });
  new WebService(new Application(environment, 'users'), 'api', {
    image: 'a:1',
    port: 80,
    files: { '/etc/app': settings },
  });
}

test('a Config of another application of the namespace counts, also where that is not rendered', () => {
  const all = renderSealed(shared);
  const part = renderSealed(shared, { choice: { applications: new Set(['users']), delivery: false } });

  expect(part.objects.map(({ kind }) => kind)).toEqual(['Deployment', 'Service', 'ServiceAccount']);
  expect(part.find('Deployment')).toEqual(all.find('Deployment'));
  expect(part.find('Deployment').spec?.template.metadata?.annotations?.[NAME]).toMatch(/^[0-9a-f]{16}$/);
  expect(part.findings).toEqual([]);
});

test('what a Config only passes on counts as its own', () => {
  const withHost = (host: string) =>
    renderSealed((environment) => {
      const app = new Application(environment, 'users', { namespace: host });
      const api = new WebService(app, 'api', { image: 'a:1', port: 80 });
      new Worker(app, 'x', { image: 'a:1', envFrom: [new Config(app, 'settings', { URL: `${api.url()}` })] });
    }).find('Deployment', 'users-x').spec?.template;

  expect(withHost('one')).not.toEqual(withHost('two'));
});

test('moving constructs changes nothing', () => {
  const rendered = (isReversed: boolean) =>
    renderSealed((environment) => {
      const app = new Application(environment, 'users');
      const configs = (isReversed ? ['b', 'a'] : ['a', 'b']).map((id) => new Config(app, id, { [id]: id }));
      new Worker(app, 'api', {
        image: 'a:1',
        envFrom: configs.toSorted((one, other) => (one.node.id < other.node.id ? -1 : 1)),
      });
    }).find('Deployment');

  expect(rendered(true)).toEqual(rendered(false));
});

test('a ConfigMap of a foreign construct counts where it is of the application itself', () => {
  const render = (value: string) =>
    renderSealed((environment) => {
      const app = new Application(environment, 'users');
      const theirs = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'theirs' } };
      const content = { data: { A: value }, binaryData: { B: 'aGFsbG8=' } };
      new ApiObject(new Chart(app, 'theirs', { namespace: 'users' }), 'settings', { ...theirs, ...content });
      new Worker(app, 'api', { image: 'a:1', files: { '/etc': Volume.of({ configMap: { name: 'theirs' } }) } });
    }).find('Deployment').spec?.template.metadata?.annotations?.[NAME];

  expect(render('a')).toMatch(/^[0-9a-f]{16}$/);
  expect(render('a')).not.toBe(render('b'));
});

test.each(['reloader', 'none'] as const)('with restart %s there is none', (restart) => {
  expect(checksumOf({ A: 'a' }, (settings) => ({ envFrom: [settings], restart }))).toBeUndefined();
});

test('neither is there on Pods without Configs, and on those of jobs', () => {
  const { yaml } = renderSealed((environment) => {
    const app = new Application(environment, 'users');
    const settings = new Config(app, 'settings', { A: 'a' });
    new StatefulService(app, 'db', { image: 'a:1', port: 80 });
    new Job(app, 'once', { image: 'a:1', envFrom: [settings] });
    new ScheduledJob(app, 'daily', { image: 'a:1', schedule: '@daily', envFrom: [settings] });
  });

  expect(yaml).not.toContain(NAME);
});

test('an annotation that somebody wrote stays', () => {
  const annotations = { [NAME]: 'mine', note: 'x' };

  expect(checksumOf({ A: 'a' }, (settings) => ({ envFrom: [settings], annotations }))).toBe('mine');
});

test('it stands among the other annotations in the order of dist', () => {
  const { find } = renderSealed((environment) => {
    const app = new Application(environment, 'users');
    const annotations = { 'a/first': '1', 'z/last': '2' };
    new Worker(app, 'api', {
      image: 'a:1',
      envFrom: [new Config(app, 'c', { A: 'a' })],
      annotations,
      labels: { x: 'y' },
    });
  });

  const { metadata } = find('Deployment').spec?.template ?? {};
  expect(Object.keys(metadata ?? {})).toEqual(['annotations', 'labels']);
  expect(Object.keys(metadata?.annotations ?? {})).toEqual(['a/first', NAME, 'z/last']);
});
