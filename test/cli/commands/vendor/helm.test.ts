import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeArchive } from '../../../vendor/make-archive.ts';
import { runKumiki } from '../../run-kumiki.ts';
import { CHART, makeVendorRepository, type VendorRepository } from './fake-programs.ts';

function vendored({ root }: VendorRepository, file: string): string {
  return readFileSync(path.join(root, 'vendor', file), 'utf8');
}

const HELM_ARGS = ['helm', 'charts/redis', '--as', 'redis'] as const;
const HOOK =
  'apiVersion: batch/v1\nkind: Job\nmetadata: { name: migrate, annotations: { helm.sh/hook: pre-install } }\n';
const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: { name: redis }\nstringData: { password: hunter2-RANDOM }\n';

test('a chart is rendered into files of its objects, and a lock', async () => {
  const repository = makeVendorRepository(CHART);

  const { code, out, err } = await repository.vendor(...HELM_ARGS);

  expect({ code, out, err }).toEqual({
    code: 0,
    err: '',
    out: 'vendor/redis: vendored: redis 1.2.3 (app 7), 1 object.\n',
  });
  expect(readdirSync(path.join(repository.root, 'vendor'))).toEqual(['redis']);
  expect(vendored(repository, 'redis/configmap-redis.yaml')).toMatch(
    /^# Rendered by kumiki vendor\..*\napiVersion: v1\nkind: ConfigMap\nmetadata:\n {2}name: redis\ndata:\n {2}a: "1"\n$/,
  );
  expect(JSON.parse(vendored(repository, 'redis/vendor.lock.json'))).toEqual({
    appVersion: '7',
    chart: 'redis',
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    kubernetes: '1.34',
    options: {
      apiVersions: [],
      crds: 'included',
      hooks: [],
      lookup: false,
      namespace: 'redis',
      plainHttp: false,
      release: 'redis',
      tests: false,
    },
    source: 'charts/redis',
    tool: 'helm',
    toolVersion: '3.19.0',
    values: [],
    version: '1.2.3',
  });
});

test('helm is told everything, and sees no settings of the machine and no cluster', async () => {
  const repository = makeVendorRepository({ ...CHART, 'config/a.yaml': 'a: 1\n' });

  await repository.vendor(
    ...HELM_ARGS,
    '--values',
    'config/a.yaml',
    '--namespace',
    'data',
    '--release',
    'cache',
    '--api-versions',
    'a/v1',
    '--kubernetes',
    'v1.33.4',
  );

  const { args, env } = JSON.parse(readFileSync(path.join(repository.bin, 'call.json'), 'utf8')) as {
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  };
  expect(args.map((arg) => path.basename(arg))).toEqual([
    'cache',
    'chart',
    '--namespace',
    'data',
    '--kube-version',
    '1.33',
    '--api-versions',
    'v1',
    '--values',
    'values-0.yaml',
    '--include-crds',
  ]);
  const settings = Object.keys(env).filter((name) => /HELM|KUBE|XDG|HOME/.test(name));
  expect(settings.every((name) => env[name]?.includes('kumiki-vendor-'))).toBe(true);
  expect(settings).toEqual(expect.arrayContaining(['HELM_PLUGINS', 'HELM_REPOSITORY_CONFIG', 'HOME', 'KUBECONFIG']));
  expect(existsSync(env['HOME'] ?? '')).toBe(false);
});

test('the same again changes nothing; what changes is told by object', async () => {
  const repository = makeVendorRepository({
    ...CHART,
    'charts/redis/templates/z.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: old }\n',
  });
  await repository.vendor(...HELM_ARGS);

  const again = await repository.vendor(...HELM_ARGS);
  repository.write(
    'charts/redis/templates/config.yaml',
    CHART['charts/redis/templates/config.yaml'].replace('"1"', '"2"'),
  );
  repository.write('charts/redis/templates/z.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: new }\n');
  repository.write('charts/redis/Chart.yaml', CHART['charts/redis/Chart.yaml'].replace('1.2.3', '1.2.4'));
  const check = await repository.vendor(...HELM_ARGS, '--check');
  const changed = await repository.vendor(...HELM_ARGS);

  expect(again).toMatchObject({
    code: 0,
    out: 'vendor/redis: nothing changes: redis 1.2.3 (app 7), 1 object.\n'.replace('1 object', '2 objects'),
  });
  expect(check.code).toBe(2);
  expect(changed).toMatchObject({
    code: 0,
    out: 'vendor/redis: updated: redis 1.2.3 → 1.2.4 (app 7), 2 objects.\n  + Service new\n  - Service old\n  ~ ConfigMap redis /data/a\n',
  });
  expect(readdirSync(path.join(repository.root, 'vendor/redis'))).toEqual([
    'configmap-redis.yaml',
    'service-new.yaml',
    'vendor.lock.json',
  ]);
});

test('with --json there is one document', async () => {
  const repository = makeVendorRepository({
    ...CHART,
    'charts/redis/templates/hook.yaml': HOOK,
    'charts/redis/warning': 'deprecated\n',
  });

  const { out, err } = await repository.vendor(...HELM_ARGS, '--json');

  expect(err).toBe('');
  expect(JSON.parse(out)).toMatchObject({
    vendored: [
      {
        action: 'vendored',
        name: 'redis',
        objects: 1,
        added: ['ConfigMap redis'],
        hooks: [{ object: 'Job migrate', events: ['pre-install'] }],
        notes: ['helm: WARNING: deprecated'],
      },
    ],
  });
});

test('hooks are named, and kept where they are asked for', async () => {
  const repository = makeVendorRepository({ ...CHART, 'charts/redis/templates/hook.yaml': HOOK });

  const without = await repository.vendor(...HELM_ARGS);
  const kept = await repository.vendor(...HELM_ARGS, '--hooks', 'Job/migrate');

  expect(without.out).toContain(
    '  left out, 1 hook: Job migrate (pre-install); --hooks all or a name keeps them as ordinary objects\n',
  );
  expect(kept.out).toContain('  + Job migrate\n');
  expect(vendored(repository, 'redis/job-migrate.yaml')).not.toContain('hook');
});

test('an archive, and a chart that is fetched, are the same chart', async () => {
  const repository = makeVendorRepository({});
  const files = Object.fromEntries(
    Object.entries(CHART).map(([file, text]) => [file.replace('charts/redis/', ''), text]),
  );
  const archive = makeArchive('redis', files);
  repository.write('charts/redis-1.2.3.tgz', archive);
  writeFileSync(path.join(repository.bin, 'pulled.tgz'), archive);

  const local = await repository.vendor('helm', 'charts/redis-1.2.3.tgz', '--as', 'local');
  const fetched = await repository.vendor(
    'helm',
    'redis',
    '--repo',
    'https://charts.example.com',
    '--version',
    '1.2.3',
    '--as',
    'fetched',
  );
  const registry = await repository.vendor(
    'helm',
    'oci://r.example.com/redis',
    '--version',
    '1.2.3',
    '--plain-http',
    '--as',
    'registry',
  );

  expect([local.code, fetched.code, registry.code]).toEqual([0, 0, 0]);
  expect(vendored(repository, 'fetched/configmap-redis.yaml')).toBe(vendored(repository, 'local/configmap-redis.yaml'));
  const digests = ['local', 'fetched', 'registry'].map(
    (name) => (JSON.parse(vendored(repository, `${name}/vendor.lock.json`)) as { digest: string }).digest,
  );
  expect(new Set(digests).size).toBe(1);
  expect(JSON.parse(readFileSync(path.join(repository.bin, 'pull.json'), 'utf8'))).toEqual([
    'oci://r.example.com/redis',
    '--version',
    '1.2.3',
    '--plain-http',
    '--destination',
    expect.any(String),
  ]);
});

test('a chart that asks the cluster is refused, unless that is allowed', async () => {
  const repository = makeVendorRepository({
    ...CHART,
    'charts/redis/templates/a.tpl': '\n{{ lookup "v1" "Secret" "a" "b" }}',
  });

  const refused = await repository.vendor(...HELM_ARGS);
  const allowed = await repository.vendor(...HELM_ARGS, '--allow-lookup');

  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^redis: templates\/a\.tpl:2 calls lookup, which asks the cluster;/),
  });
  expect(allowed.code).toBe(0);
});

test('values that hold a lookup are refused too', async () => {
  const repository = makeVendorRepository({ ...CHART, 'v.yaml': 'a: "{{ lookup `v1` `Secret` `a` `b` }}"\n' });

  const { err } = await repository.vendor(...HELM_ARGS, '--values', 'v.yaml');

  expect(err).toContain('redis: v.yaml:1 calls lookup');
});

test('what differs each time is named with the calls that do it, never with its values', async () => {
  const repository = makeVendorRepository({
    ...CHART,
    'charts/redis/templates/random.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: random }\ndata: { token: "RANDOM" } # {{ default (randAlphaNum 8) .Values.auth.token }}\n',
  });

  const { code, err } = await repository.vendor(...HELM_ARGS);

  expect(code).toBe(1);
  expect(err).toContain('redis: renders differently each time');
  expect(err).toContain('  ConfigMap random /data/token\n');
  expect(err).toContain('  templates/random.yaml:4 randAlphaNum (reads Values.auth.token)\n');
  expect(err).not.toContain('0.');
  expect(existsSync(path.join(repository.root, 'vendor'))).toBe(false);
});

test('Secrets with values are refused, and nothing is written', async () => {
  const repository = makeVendorRepository({ ...CHART, 'charts/redis/templates/s.yaml': SECRET.replace('RANDOM', '') });

  const { code, err } = await repository.vendor(...HELM_ARGS);

  expect(code).toBe(1);
  expect(err).toContain('redis: renders Secrets with their values');
  expect(err).toContain('  Secret redis (redis/templates/s.yaml)\n');
  expect(err).not.toContain('hunter2');
  expect(existsSync(path.join(repository.root, 'vendor'))).toBe(false);
});

test('a credential in the values is refused, with its place and without its value', async () => {
  const repository = makeVendorRepository({
    ...CHART,
    'config/redis.yaml': 'auth:\n  existingSecretPasswordKey: redis-password\n  password: Xk7f-92Lq_mZp4\n',
  });

  const { code, err } = await repository.vendor(...HELM_ARGS, '--values', 'config/redis.yaml');

  expect(code).toBe(1);
  expect(err).toMatch(/^config\/redis\.yaml:3: /);
  expect(err).not.toContain('Xk7f');
  expect(existsSync(path.join(repository.root, 'vendor'))).toBe(false);
});

test('a failure of helm is passed on in the names of the repository, with its own exit code', async () => {
  const repository = makeVendorRepository({ ...CHART, 'charts/redis/failure': 'replicas is required\n' });

  const { code, err } = await repository.vendor(...HELM_ARGS);
  const json = await repository.vendor(...HELM_ARGS, '--json');

  expect(code).toBe(5);
  expect(err).toBe(
    'redis: helm template failed:\n  Error: execution error at (charts/redis/templates/a.yaml:1:2): replicas is required\n',
  );
  expect(JSON.parse(json.out)).toMatchObject({ error: expect.stringContaining('replicas is required') });
});

test.each<[string, readonly string[], string]>([
  ['a name that leads elsewhere', ['helm', 'charts/redis', '--as', '../x'], "'../x' cannot be a name below vendor/."],
  ['a name with a slash', ['helm', 'charts/redis', '--as', 'a/b'], "'a/b' cannot be a name below vendor/."],
  ['a chart outside', ['helm', '..', '--as', 'x'], '..: is outside the repository.'],
  [
    'a chart that is not there',
    ['helm', 'charts/nope', '--as', 'x'],
    'charts/nope: there is no such folder or archive.',
  ],
  ['a folder that is no chart', ['helm', 'config', '--as', 'x'], 'config: is no chart, for it has no Chart.yaml.'],
  [
    'a link out of the repository',
    ['helm', 'charts/link', '--as', 'x'],
    'charts/link/templates/out.yaml: is outside the repository.',
  ],
  ['values outside', [...HELM_ARGS, '--values', '../values.yaml'], '../values.yaml: is outside the repository.'],
  ['values that are not there', [...HELM_ARGS, '--values', 'nope.yaml'], 'nope.yaml: there is no such values file.'],
  ['a folder of values', [...HELM_ARGS, '--values', 'config'], 'config: is a folder. Name a values file.'],
  ['an unknown version', [...HELM_ARGS, '--kubernetes', '1.2'], "--kubernetes is '1.2'. There are: "],
  [
    'an unknown choice of CRDs',
    [...HELM_ARGS, '--crds', 'all'],
    "--crds is 'all'. Use only or without, or leave it out.",
  ],
  ['a release that is no name', [...HELM_ARGS, '--release', 'A'], "--release is 'A'."],
  ['a namespace that is no name', [...HELM_ARGS, '--namespace', 'a.b'], "--namespace is 'a.b'."],
  [
    'a folder of somebody',
    ['helm', 'charts/redis', '--as', 'mine'],
    'vendor/mine/README.md: kumiki vendor did not write it, and would remove it.',
  ],
  ['a chart that renders nothing', ['helm', 'charts/empty', '--as', 'x'], 'x: renders no object at all.'],
  ['a library', ['helm', 'charts/library', '--as', 'x'], 'charts/library: lib is a library, which renders nothing.'],
])('%s is refused, and nothing is written', async (_, args, message) => {
  const repository = makeVendorRepository({
    ...CHART,
    'config/a.yaml': 'a: 1\n',
    'charts/link/Chart.yaml': 'name: link\nversion: 1.0.0\n',
    'charts/link/templates/a.yaml': 'a\n',
    'charts/empty/Chart.yaml': 'name: empty\nversion: 1.0.0\n',
    'charts/library/Chart.yaml': 'name: lib\nversion: 1.0.0\ntype: library\n',
    'vendor/mine/README.md': 'mine\n',
    '../values.yaml': 'a: 1\n',
  });
  symlinkSync('../../../../values.yaml', path.join(repository.root, 'charts/link/templates/out.yaml'));

  const { code, err } = await repository.vendor(...args);

  expect(err).toContain(message);
  expect(code).toBe(1);
  expect(readdirSync(path.join(repository.root, 'vendor')).toSorted()).toEqual(['mine']);
});

test('another chart of that name is refused', async () => {
  const repository = makeVendorRepository({
    ...CHART,
    'charts/other/Chart.yaml': 'name: other\nversion: 1.0.0\n',
    'charts/other/templates/a.yaml': CHART['charts/redis/templates/config.yaml'],
  });
  await repository.vendor(...HELM_ARGS);

  const { code, err } = await repository.vendor('helm', 'charts/other', '--as', 'redis');

  expect({ code, err }).toEqual({
    code: 1,
    err: 'vendor/redis: holds the chart redis, and this is the chart other. Use another name with --as, or delete the folder first.\n',
  });
});

test('without helm, a person is told how to get it', async () => {
  const { root } = makeVendorRepository(CHART);

  const { code, err } = await runKumiki(root, ['vendor', ...HELM_ARGS, '--helm', './nope', '--kubernetes', '1.34']);

  expect({ code, err }).toEqual({
    code: 1,
    err: "--helm is './nope': there is no such program. Install helm 3.8 or newer, or 4: https://helm.sh/docs/intro/install/\n",
  });
});

test('an old helm is refused', async () => {
  const repository = makeVendorRepository(CHART);
  writeFileSync(path.join(repository.bin, 'helm-version'), 'v3.7.0');

  expect((await repository.vendor(...HELM_ARGS)).err).toContain('is helm 3.7.0, which is too old.');
});

test('what a killed run left behind is put right', async () => {
  const repository = makeVendorRepository({
    ...CHART,
    'vendor/.redis.999999999-1.new/a.yaml': 'half\n',
    'vendor/.redis.999999999-1.old/configmap-redis.yaml': '# Rendered by kumiki vendor. Do not edit\n',
  });

  const { code } = await repository.vendor(...HELM_ARGS);

  expect(code).toBe(1);
  expect(readdirSync(path.join(repository.root, 'vendor'))).toEqual(['redis']);
});
