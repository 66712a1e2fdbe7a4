import { expect, test } from 'vitest';
import { Config } from '../../../lib/constructs/config.ts';
import { existingSecret } from '../../../lib/constructs/secret.ts';
import { WebService, type WebServiceProps } from '../../../lib/constructs/web-service.ts';
import { claim, emptyDir } from '../../../lib/constructs/workload/volumes.ts';
import type { PodSpec } from '../../../lib/kubernetes.ts';
import type { KubernetesVersion } from '../../../lib/schema/kubernetes-version.ts';
import { renderConstruct } from '../../../lib/testing/index.ts';

const image = 'registry.example/api:1.2.3';

function pod(props: Partial<WebServiceProps> = {}, kubernetes?: KubernetesVersion): PodSpec {
  const { find } = renderConstruct((app) => new WebService(app, 'api', { image, port: 8080, ...props }), {
    kubernetes,
  });
  const spec = find('Deployment').spec?.template.spec;
  if (spec === undefined) throw new Error('no Pod');
  return spec;
}

function own(props: Partial<WebServiceProps>): PodSpec['containers'][number] {
  const [container] = pod(props).containers;
  if (container === undefined) throw new Error('no container');
  return container;
}

test.each<KubernetesVersion>(['1.29', '1.37'])(
  'native sidecars start before the init containers on Kubernetes %s',
  (kubernetes) => {
    const { initContainers, containers } = pod(
      {
        init: { migrate: { image }, seed: { image } },
        sidecars: { proxy: { image }, logs: { image }, old: { image, native: false } },
      },
      kubernetes,
    );

    expect(initContainers?.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
      ['proxy', 'Always'],
      ['logs', 'Always'],
      ['migrate', undefined],
      ['seed', undefined],
    ]);
    expect(containers.map(({ name }) => name)).toEqual(['api', 'old']);
  },
);

test('before 1.29 a sidecar is an ordinary container', () => {
  const { initContainers, containers } = pod({ sidecars: { proxy: { image } } }, '1.28');

  expect(initContainers).toBeUndefined();
  expect(containers.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
    ['api', undefined],
    ['proxy', undefined],
  ]);
});

test.each<[WebServiceProps['pullPolicy'], string, string | undefined]>([
  ['IfNotPresent', 'a:1', undefined],
  ['Always', 'a:1', 'Always'],
  ['Always', 'a:latest', undefined],
  ['IfNotPresent', 'a:latest', 'IfNotPresent'],
  ['Never', 'a:1', 'Never'],
  [undefined, 'a:1', undefined],
])('pullPolicy %s of %s is %s', (pullPolicy, anImage, emitted) => {
  expect(own({ pullPolicy, image: anImage }).imagePullPolicy).toBe(emitted);
});

test('env keeps its order, as $(NAME) sees only what is above it', () => {
  const { env } = own({
    env: { Z: 'z', A: '$(Z)', NUMBER: 0, NO: false, ONE: { resource: 'limits.cpu', divisor: '1' } },
  });

  expect(env).toEqual([
    { name: 'Z', value: 'z' },
    { name: 'A', value: '$(Z)' },
    { name: 'NUMBER', value: '0' },
    { name: 'NO', value: 'false' },
    { name: 'ONE', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
  ]);
});

test.each<[string, unknown, string]>([
  ['undefined', undefined, 'test/api: env.X is undefined. Use text, a number, a boolean, a key or a reference.'],
  ['null', null, 'env.X is null.'],
  ['a Date', new Date(0), 'env.X is a Date.'],
  ['a function', () => 1, 'env.X is a function.'],
  ['a BigInt', 1n, 'env.X is 1.'],
  ['a symbol', Symbol('x'), 'env.X is Symbol(x).'],
  ['a list', ['a'], 'env.X is a list.'],
  ['an object', { a: 1 }, 'env.X is an object.'],
  ['NaN', Number.NaN, "'NaN' is what becomes of a value that is not there."],
])('env refuses %s', (_, value, message) => {
  expect(() => pod({ env: { X: value as string } })).toThrow(message);
});

test('one volume in several containers, at several paths, is one volume', () => {
  const shared = emptyDir();
  const { volumes, containers, initContainers } = pod({
    files: {
      '/shared': shared,
      '/again': { from: shared, subPath: 'a' },
      '/tls': existingSecret('tls'),
      '/tls-again': existingSecret('tls'),
    },
    init: { setup: { image, files: { '/setup': shared } } },
  });

  expect(volumes?.map(({ name }) => name)).toEqual(['secret-tls', 'shared']);
  expect(containers[0]?.volumeMounts?.map(({ name }) => name)).toEqual([
    'shared',
    'shared',
    'secret-tls',
    'secret-tls',
  ]);
  expect(initContainers?.[0]?.volumeMounts).toEqual([{ mountPath: '/setup', name: 'shared' }]);
});

test('a volume with a name is known by it everywhere', () => {
  const certificates = existingSecret('tls');

  const { volumes, containers } = pod({
    volumes: { certs: certificates, data: claim('data') },
    files: { '/a': 'certs', '/b': certificates, '/c': 'data' },
  });

  expect(volumes?.map(({ name }) => name)).toEqual(['certs', 'data']);
  expect(containers[0]?.volumeMounts?.map(({ name }) => name)).toEqual(['certs', 'certs', 'data']);
});

test('a Config and a Secret of one name do not meet', () => {
  const { find } = renderConstruct((app) => {
    const config = new Config(app, 'tls', { a: 'b' });
    new WebService(app, 'api', { image, port: 80, files: { '/a': config, '/b': existingSecret('tls') } });
  });

  expect(find('Deployment').spec?.template.spec?.volumes?.map(({ name }) => name)).toEqual([
    'config-tls',
    'secret-tls',
  ]);
});

const LONGEST = `/${'a'.repeat(63)}`;

test('the name of a volume may have 63 characters', () => {
  expect(pod({ files: { [LONGEST]: emptyDir() } }).volumes?.[0]?.name).toHaveLength(63);
});

test.each<[string, Partial<WebServiceProps>, string]>([
  [
    'paths whose volumes would have one name',
    { files: { '/a/b': emptyDir(), '/a-b': emptyDir() } },
    "test/api: files['/a-b'] would be the volume 'a-b', and the Pod has another of this name. Put it into volumes under a name of its own.",
  ],
  [
    'a path too long for a name',
    { files: { [`${LONGEST}b`]: emptyDir() } },
    `would be the volume '${'a'.repeat(63)}b', of 64 characters. Put it into volumes under a name of at most 63`,
  ],
  [
    'a Secret too long for a name',
    { files: { '/x': existingSecret('s'.repeat(57)) } },
    'of 64 characters. Put it into volumes under a name',
  ],
  [
    'a name that is none',
    { volumes: { Data_1: emptyDir() } },
    "volumes.Data_1 would be the volume 'Data_1', of 6 characters.",
  ],
  [
    'a volume that is not there',
    { files: { '/a': 'dta' }, volumes: { data: emptyDir() } },
    "files['/a'] is 'dta', and there is no such volume. There are: data.",
  ],
  [
    'an init container with the name of the own',
    { init: { api: { image } } },
    'init.api has the name of the own container. Give it another.',
  ],
  [
    'a sidecar with the name of an init container',
    { init: { x: { image } }, sidecars: { x: { image, native: false } } },
    'sidecars.x has the name of init.x. Give it another.',
  ],
  [
    'undefined among sidecars',
    { sidecars: { x: undefined as unknown as { image: string } } },
    'sidecars.x is undefined. Use an object, or leave the name out.',
  ],
  [
    'undefined among init containers',
    { init: { x: undefined as unknown as { image: string } } },
    'init.x is undefined. Use an object, or leave the name out.',
  ],
  [
    'probes of what ends',
    { init: { x: { image, probes: { live: { tcp: true, port: 80 } } } } },
    'init.x.probes is for containers that run on. Leave it out, or make it one of sidecars.',
  ],
  ['a relative path', { files: { etc: emptyDir() } }, "files has 'etc'. A path in the container starts with '/'."],
  [
    'undefined in files',
    { files: { '/a': undefined as unknown as string } },
    "files['/a'] is undefined. Use a Config, a Secret, a volume or the name of one.",
  ],
  ['null in files', { files: { '/a': null as unknown as string } }, "files['/a'] is null."],
  [
    'undefined in volumes',
    { volumes: { a: undefined as unknown as ReturnType<typeof emptyDir> } },
    'volumes.a is undefined. Use a Config, a Secret or a volume.',
  ],
  ['no time to stop', { terminationGracePeriod: -1 }, 'terminationGracePeriod is -1. Use a whole number, 0 or more.'],
  [
    'a label that selects',
    { labels: { 'app.kubernetes.io/name': 'x' } },
    'test/api: labels has app.kubernetes.io/name, by which its Pods are selected. Use another label.',
  ],
  [
    'the other label that selects',
    { labels: { 'app.kubernetes.io/instance': 'x' } },
    'labels has app.kubernetes.io/instance, by which',
  ],
  [
    'no image',
    { image: undefined as unknown as string },
    "image is undefined. Use text, such as 'ghcr.io/acme/users-api:1.4.2'.",
  ],
  ['null for an image', { image: null as unknown as string }, 'image is null. Use text,'],
  [
    'an image of a sidecar without a tag',
    { sidecars: { proxy: { image: 'envoy' } } },
    "test/api: sidecars.proxy.image is 'envoy', without tag and digest",
  ],
  [
    'an image of an init container',
    { init: { setup: { image: 'Setup:1' } } },
    "test/api: init.setup.image is 'Setup:1'. A repository is lower case",
  ],
])('refuses %s', (_, props, message) => {
  expect(() => pod(props)).toThrow(message);
});

test('labels of its own may name another version', () => {
  const { find } = renderConstruct(
    (app) => new WebService(app, 'api', { image, port: 80, labels: { 'app.kubernetes.io/version': 'two', team: 'a' } }),
  );

  expect(find('Deployment')).toHaveFields({
    metadata: { labels: { 'app.kubernetes.io/version': 'two', team: 'a' } },
    spec: { selector: { matchLabels: { 'app.kubernetes.io/version': undefined, team: undefined } } },
  });
  expect(find('Service').metadata?.labels).toMatchObject({ team: 'a' });
});

test.each([
  ['registry.example/api:1.2.3', '1.2.3'],
  ['registry.example/api:1.2.3-', undefined],
  [`registry.example/api:${'t'.repeat(64)}`, undefined],
  [`registry.example/api@sha256:${'0'.repeat(64)}`, undefined],
])('%s has the version label %s', (anImage, version) => {
  const { find } = renderConstruct((app) => new WebService(app, 'api', { image: anImage, port: 80 }));

  expect(find('Deployment').metadata?.labels?.['app.kubernetes.io/version']).toBe(version);
  expect(find('Service').metadata?.labels?.['app.kubernetes.io/version']).toBeUndefined();
});

test('images are texts or pins', () => {
  const { find } = renderConstruct((app) => new WebService(app, 'api', { image: app.image('api'), port: 80 }));

  expect(find('Deployment').spec?.template.spec?.containers[0]?.image).toBe('registry.example/test/api:stand-in');
});
