import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository, write } from '../../environment/fixture-repository.ts';
import { runKumiki } from '../run-kumiki.ts';
import { makeShop, shopEnvironment, textsBelow } from '../shop.ts';

const DEPLOYMENT = 'production/shop/deployment-shop-api.yaml';
const OLD = '# Rendered by kumiki. Do not edit: change the source and run synth.\nold: 1\n';

test('renders every environment into dist and says what it did', async () => {
  const root = makeShop(['production', 'staging']);

  const { code, out, err } = await runKumiki(root, ['synth']);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^dist: 2 environments, 14 objects, 14 files written, 0 removed, 0 unchanged \(\d+\.\d s\)\n$/);
  expect(Object.keys(textsBelow(path.join(root, 'dist', 'production')))).toEqual([
    'delivery/namespace-mail.yaml',
    'delivery/namespace-shop.yaml',
    'mail/deployment-mail.yaml',
    'mail/serviceaccount-mail.yaml',
    'shop/deployment-shop-api.yaml',
    'shop/service-shop-api.yaml',
    'shop/serviceaccount-shop-api.yaml',
  ]);
});

test('a second run writes nothing', async () => {
  const root = makeShop();
  await runKumiki(root, ['synth']);

  const { out } = await runKumiki(root, ['synth']);

  expect(out).toContain('0 files written, 0 removed, 7 unchanged');
});

test('prints one JSON document of the documented shape', async () => {
  const root = makeShop();

  const { out, err } = await runKumiki(root, ['synth', '--json']);

  const elapsed = {
    load: expect.any(Number),
    build: expect.any(Number),
    render: expect.any(Number),
    check: expect.any(Number),
    write: expect.any(Number),
  };
  const files = { written: 7, unchanged: 0, removed: 0 };
  expect(JSON.parse(out)).toEqual({
    environments: [{ name: 'production', applications: 2, objects: 7, graph: [], files }],
    findings: [],
    elapsed,
  });
  expect(err).toBe('');
});

test('gives the graph of applications as data', async () => {
  const { out } = await runKumiki('.', ['synth', '--check', '--json', '--env', 'staging']);

  const { environments } = JSON.parse(out) as { readonly environments: readonly { readonly graph: unknown }[] };
  expect(environments[0]?.graph).toEqual([
    { from: 'comments', to: 'entrance' },
    { from: 'comments', to: 'users' },
    { from: 'debugkit', to: 'users' },
    { from: 'users', to: 'entrance' },
  ]);
});

test('tells all mistakes of all environments at once, each with its line, and writes nothing', async () => {
  const root = makeShop(['production', 'staging']);
  await runKumiki(root, ['synth']);
  const before = textsBelow(path.join(root, 'dist'));
  write(root, 'environments/staging.ts', shopEnvironment('staging', "throw new Error('no');"));
  write(
    root,
    'apps/shop.ts',
    `import { Application, WebService } from 'kumiki';
export class Mail extends Application {}
export class Shop extends Application {
  constructor(environment) {
    super(environment, 'shop');
    new WebService(this, 'api', { image: 'shop', port: 70000, replicas: NaN });
  }
}
`,
  );
  write(root, 'environments/production.ts', shopEnvironment('production', 'new Shop(environment);'));

  const { code, out, err } = await runKumiki(root, ['synth']);

  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain('shop/api: port is 70000. A port is a whole number from 1 to 65535.');
  expect(err).toContain('shop/api: replicas is NaN. Use a whole number, 0 or more.');
  expect(err).toContain("shop/api: image is 'shop', without tag and digest: it would be another image tomorrow.");
  expect(err).toContain('apps/shop.ts:6');
  expect(err).toMatch(/environments\/staging\.ts:\d+: throws Error: no/);
  expect(textsBelow(path.join(root, 'dist'))).toEqual(before);
});

test('refuses a promise that build leaves behind and that fails', async () => {
  const root = makeShop([], {
    'environments/production.ts': shopEnvironment(
      'production',
      "new Shop(environment); void Promise.reject(new Error('late'));",
    ),
  });

  const { code, err } = await runKumiki(root, ['synth']);

  expect({ code, written: textsBelow(path.join(root, 'dist')) }).toEqual({ code: 1, written: {} });
  expect(err).toMatch(/environments\/production\.ts:\d+: .*late/);
});

test('refuses a clock that a lazy value of a foreign construct reads while it is rendered', async () => {
  const lazy = shopEnvironment(
    'production',
    "const shop = new Shop(environment); new ApiObject(shop, 'x', { apiVersion: 'v1', kind: 'ConfigMap', data: { now: Lazy.any({ produce: () => String(Date.now()) }) } });",
  );
  const root = makeShop([], { 'environments/production.ts': `import { ApiObject, Lazy } from 'cdk8s';\n${lazy}` });
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));

  const { code, err } = await runKumiki(root, ['synth']);

  expect(code).toBe(1);
  expect(err).toMatch(/environments\/production\.ts:\d+: reads the clock \(Date\.now\(\)\)/);
});

test.each<[string, readonly string[], string]>([
  ['a glob that matches no environment', ['--env', 'prod'], "--env 'prod' matches nothing. There are: production."],
  ['a glob that matches no application', ['--app', 'shp*'], "--app 'shp*' matches nothing. There are: mail, shop."],
  ['a shard that is none', ['--shard', '3/2'], "--shard is '3/2'. Use i/n, such as 2/5: shards count from 1."],
  ['an unknown flag', ['--evn', 'x'], "error: unknown option '--evn'\n(Did you mean --env?)"],
  ['an argument too many', ['production'], 'error: too many arguments'],
])('refuses %s', async (_, flags, message) => {
  const root = makeShop();

  const { code, err } = await runKumiki(root, ['synth', ...flags]);

  expect({ code, written: textsBelow(path.join(root, 'dist')) }).toEqual({ code: 1, written: {} });
  expect(err).toContain(message);
});

test('refuses a command that is none, with the one that was meant', async () => {
  const { code, err } = await runKumiki(makeShop(), ['synht']);

  expect(code).toBe(1);
  expect(err).toContain("error: unknown command 'synht'\n(Did you mean synth?)");
});

test('refuses a dist that is a file', async () => {
  const root = makeShop(['production'], { dist: 'mine' });

  const { code, err } = await runKumiki(root, ['synth']);

  expect(code).toBe(1);
  expect(err).toMatch(/dist.*(file|folder)/);
  expect(textsBelow(root)['dist']).toBe('mine');
});

test('refuses a dist that is a link out of the repository', async () => {
  const root = makeShop();
  const elsewhere = makeRepository({});
  symlinkSync(elsewhere, path.join(root, 'dist'));

  const { code, err } = await runKumiki(root, ['synth']);

  expect({ code, written: textsBelow(elsewhere) }).toEqual({ code: 1, written: {} });
  expect(err).toContain('dist');
});

test('says in a folder without environments what to make', async () => {
  const { code, err } = await runKumiki(makeRepository({ 'package.json': '{}' }), ['synth']);

  expect(code).toBe(1);
  expect(err).toContain('environments/: there is no environment');
});

test('a mistake outside the manifests is JSON too, where that was asked for', async () => {
  const { code, out } = await runKumiki(makeShop(), ['synth', '--json', '--env', 'x']);

  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({ error: "--env 'x' matches nothing. There are: production.", findings: [] });
});

test('--check says which files differ, with exit code 2, and writes nothing', async () => {
  const root = makeShop();
  await runKumiki(root, ['synth']);
  const dist = path.join(root, 'dist');
  const before = { ...textsBelow(dist), [DEPLOYMENT]: OLD };
  writeFileSync(path.join(dist, DEPLOYMENT), OLD);
  rmSync(path.join(dist, 'production/mail/deployment-mail.yaml'));

  const { code, out } = await runKumiki(root, ['synth', '--check']);

  expect(code).toBe(2);
  expect(out).toContain('missing  dist/production/mail/deployment-mail.yaml');
  expect(out).toContain(`dist/${DEPLOYMENT}`);
  expect(textsBelow(dist)).toEqual(
    Object.fromEntries(Object.entries(before).filter(([file]) => file !== 'production/mail/deployment-mail.yaml')),
  );
});

test('--check is content where dist is what the source gives', async () => {
  const root = makeShop();
  await runKumiki(root, ['synth']);

  expect(await runKumiki(root, ['synth', '--check'])).toMatchObject({
    code: 0,
    out: 'dist is what the source gives: 1 environment.\n',
  });
});

test('--check refuses YAML that somebody else put there, unless the config lists it; synth leaves it', async () => {
  const root = makeShop(['production'], { 'dist/production/extra.yaml': 'kind: X\n' });
  const written = await runKumiki(root, ['synth']);

  const refused = await runKumiki(root, ['synth', '--check']);
  write(
    root,
    'kumiki.config.ts',
    "import { defineConfig } from 'kumiki';\nexport default defineConfig({ foreign: ['dist/*/extra.yaml'] });\n",
  );
  const listed = await runKumiki(root, ['synth', '--check']);

  expect(written.code).toBe(0);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('dist/production/extra.yaml: kumiki did not write it, and the CD tool would apply it.');
  expect(listed.code).toBe(0);
  expect(textsBelow(path.join(root, 'dist'))['production/extra.yaml']).toBe('kind: X\n');
});

test('--env and --app touch nothing outside their choice', async () => {
  const root = makeShop(['production', 'staging']);
  await runKumiki(root, ['synth']);
  const dist = path.join(root, 'dist');
  for (const file of [DEPLOYMENT, 'production/mail/deployment-mail.yaml', 'staging/shop/deployment-shop-api.yaml']) {
    writeFileSync(path.join(dist, file), OLD);
  }

  await runKumiki(root, ['synth', '--env', 'prod*', '--app', 'shop']);

  const texts = textsBelow(dist);
  expect(texts[DEPLOYMENT]).toContain('kind: Deployment');
  expect(texts['production/mail/deployment-mail.yaml']).toContain('old: 1');
  expect(texts['staging/shop/deployment-shop-api.yaml']).toContain('old: 1');
});

test('a full run removes what is ours of an environment that is gone, and leaves the rest', async () => {
  const root = makeShop(['production', 'staging']);
  await runKumiki(root, ['synth']);
  writeFileSync(path.join(root, 'dist/staging/notes.txt'), 'mine');
  rmSync(path.join(root, 'environments/staging.ts'));

  await runKumiki(root, ['synth']);

  expect(textsBelow(path.join(root, 'dist', 'staging'))).toEqual({ 'notes.txt': 'mine' });
});

test.each([1, 2, 3, 5, 7])('%i shards are disjoint, complete, and give the bytes of one run', async (count) => {
  const root = makeShop(['a', 'b', 'c']);
  await runKumiki(root, ['synth']);

  const parts: Readonly<Record<string, string>>[] = [];
  for (let index = 1; index <= count; index += 1) {
    const out = `part-${index}`;
    mkdirSync(path.join(root, out));
    await runKumiki(root, ['synth', '--shard', `${index}/${count}`, '--out', out]);
    parts.push(textsBelow(path.join(root, out)));
  }

  const files = parts.flatMap((part) => Object.keys(part));
  expect(files.length).toBe(new Set(files).size);
  expect(Object.assign({}, ...parts)).toEqual(textsBelow(path.join(root, 'dist')));
});

test('environments that share a cluster may not make the same object', async () => {
  const shared = (name: string): string =>
    shopEnvironment(name).replace('edition: 1,', "edition: 1,\n  cluster: 'one',");
  const root = makeShop([], { 'environments/a.ts': shared('a'), 'environments/b.ts': shared('b') });

  const { code, err } = await runKumiki(root, ['synth']);

  expect(code).toBe(1);
  expect(err).toContain("a makes it too, and both environments name the cluster 'one'");
});

test('gives the same bytes in another time zone and language', async () => {
  const root = makeShop();
  await runKumiki(root, ['synth']);
  const { TZ, LANG } = process.env;
  Object.assign(process.env, { TZ: 'Pacific/Kiritimati', LANG: 'sv_SE.UTF-8' });

  const { code } = await runKumiki(root, ['synth', '--check']).finally(() =>
    Object.assign(process.env, { TZ: TZ ?? '', LANG: LANG ?? '' }),
  );

  expect(code).toBe(0);
});

test('--watch renders again when a file changes, tells mistakes, and ends when it is told to', async () => {
  const root = makeShop();
  const told: string[] = [];
  let interrupt = (): void => undefined;
  const interrupted = new Promise<void>((resolve) => (interrupt = resolve));
  const running = runKumiki(root, ['synth', '--watch'], {
    out: (text) => told.push(text),
    err: (text) => told.push(text),
    interrupted: () => interrupted,
  });
  await until(() => told.some((text) => text.includes('7 files written')));

  write(
    root,
    'environments/production.ts',
    shopEnvironment('production', 'new Shop(environment);').replace("'../apps/shop.ts'", "'../apps/shp.ts'"),
  );
  await until(() => told.some((text) => text.includes('../apps/shp.ts')));
  write(root, 'environments/production.ts', shopEnvironment('production', 'new Shop(environment);'));
  await until(() => told.some((text) => text.includes('3 removed')));
  interrupt();

  expect((await running).code).toBe(0);
  expect(Object.keys(textsBelow(path.join(root, 'dist'))).every((file) => !file.includes('mail'))).toBe(true);
});

async function until(happened: () => boolean): Promise<void> {
  for (let waited = 0; !happened(); waited += 10) {
    if (waited > 10_000) throw new Error('it did not happen within 10 seconds');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
