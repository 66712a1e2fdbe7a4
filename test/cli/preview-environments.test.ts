import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository, write } from '../environment/fixture-repository.ts';
import { previewedSource, previewText, type PreviewSource } from '../environment/previews/preview-source.ts';
import { runKumiki, type Ended } from './run-kumiki.ts';
import { textsBelow } from './shop.ts';

const FILE = 'environments/previews/pr-1.json';
const ARGO_CD = "delivery: argocd({ repository: 'https://git.example.com/m.git' }),";

function makePreviewed(source: PreviewSource, files: Readonly<Record<string, string>> = {}): string {
  return makeRepository({
    'package.json': '{ "type": "module" }',
    'environments/staging.ts': previewedSource(source),
    [FILE]: previewText('staging', {}),
    ...files,
  });
}

function synth(root: string, ...args: readonly string[]): Promise<Ended> {
  return runKumiki(root, ['synth', ...args]);
}

/** Of the preview. */
function rendered(root: string): string {
  return Object.values(textsBelow(path.join(root, 'dist/staging-pr-1'))).join('\n');
}

test('a preview is in namespaces of its own, also where code or the environment names one', async () => {
  const root = makePreviewed({
    props: 'namespace: (application) => `acme-${application}`,',
    body: `new Config(new Application(environment, 'shop'), 'settings', { A: 'a' });
    new Config(new Application(environment, 'mail', { namespace: 'post' }), 'settings', { A: 'a' });`,
  });

  expect((await synth(root)).code).toBe(0);
  const namespaces = [...rendered(root).matchAll(/namespace: (.*)$/gm)].map(([, name]) => name);
  expect(new Set(namespaces)).toEqual(new Set(['acme-shop-pr-1', 'post-pr-1']));
});

test('build tells a preview from its base, for the hosts that the base has', async () => {
  const root = makePreviewed({
    body: `const shop = new Application(environment, 'shop');
    const api = new WebService(shop, 'api', { image: 'shop:1', port: 8080 });
    const host = environment.preview === undefined ? 'shop.example.com' : \`\${environment.preview}.shop.example.com\`;
    new Route(shop, 'shop', { gateway: 'public', host, matches: [{ path: '/' }], to: api });`,
  });

  const { code, err } = await synth(root);

  expect(code).toBe(0);
  expect(err).not.toContain('answers');
  expect(rendered(root)).toContain('- pr-1.shop.example.com');
});

test.each([
  ["gateway: 'platform/public', host: 'shop.example.com'", '', 'shop.example.com/cart'],
  ["gateway: 'platform/public'", '', 'any host/cart'],
  ["gateway: 'nginx', host: 'shop.example.com'", "routing: 'ingress',", 'shop.example.com/cart'],
])('a route that its base has already is a warning: %s %s', async (route, props, request) => {
  const root = makePreviewed({
    props,
    body: `const shop = new Application(environment, 'shop');
    const api = new WebService(shop, 'api', { image: 'shop:1', port: 8080 });
    new Route(shop, 'shop', { ${route}, matches: [{ path: '/cart' }], to: api });`,
  });

  const { code, err } = await synth(root);

  expect(code).toBe(0);
  expect(err).toContain(
    `staging answers ${request} too, at the same gateway, and only the older route gets requests. Give a preview's another host, by environment.preview.`,
  );
});

test('an object that would take the place of one of the base is refused', async () => {
  const taken = makePreviewed({ options: ', { namespace: (application) => application }' });

  const { code, err } = await synth(taken);

  expect(code).toBe(1);
  expect(err).toContain(
    "staging makes it too, and both environments name the cluster 'staging'. A preview makes it in a namespace of its own: take that from the application, or make it where environment.preview is undefined.",
  );
});

test('an application whose namespace is too long in a preview is refused', async () => {
  const name = 'n'.repeat(60);
  const root = makePreviewed({
    body: `new Config(new Application(environment, 'shop', { namespace: '${name}' }), 'settings', { A: 'a' });`,
  });

  const { code, err } = await synth(root);

  expect(code).toBe(1);
  expect(err).toContain(`${name}-pr-1`);
  expect(err).toContain('63');
});

test('an application of a preview that goes is no lost namespace: it goes with it', async () => {
  const two = `new Config(new Application(environment, 'shop'), 'settings', { A: 'a' });
    if (environment.preview !== undefined) new Config(new Application(environment, 'mail'), 'settings', { A: 'a' });`;
  const root = makePreviewed({ props: ARGO_CD, body: two });
  await synth(root);
  write(root, 'environments/staging.ts', previewedSource({ props: ARGO_CD }));

  const { code, err } = await synth(root);

  expect([code, err]).toEqual([0, '']);
  expect(rendered(root)).not.toContain('mail-pr-1');
});

const SECRET = `const shop = new Application(environment, 'shop');
    const database = shop.secret('database', ['password']);
    new Worker(shop, 'worker', { image: 'shop:1', env: { PASSWORD: database.key('password') } });`;
const SEALED = 'environments/staging/secrets/shop/database.json';

function sealed(scope: string, namespace = 'shop'): string {
  const structure = JSON.stringify({ password: { sealed: SEAL, certificate: 'a'.repeat(64) } });
  return `{ "scope": "${scope}", "namespace": "${namespace}", "name": "shop-database", "generation": 1, "keys": ${structure} }`;
}

/** As long as a seal with a key of 2048 bits is at least. */
const SEAL = Buffer.concat([Buffer.from([1, 0]), Buffer.alloc(300, 7)]).toString('base64');

test('a secret that opens in every namespace is the preview’s too', async () => {
  const root = makePreviewed({ body: SECRET }, { [SEALED]: sealed('cluster-wide') });

  expect(await synth(root)).toMatchObject({ code: 0 });
  expect(rendered(root)).toContain('sealedsecrets.bitnami.com/cluster-wide: "true"');
  expect(rendered(root)).toContain(SEAL);
});

test.each([
  ['strict', 'shop/shop-database, and the Secret is shop-pr-1/shop-database'],
  ['namespace-wide', 'the namespace shop, and the Secret is in the namespace shop-pr-1'],
])('one that is sealed %s would not open there, and is refused with the two ways out', async (scope, where) => {
  const root = makePreviewed({ body: SECRET }, { [SEALED]: sealed(scope) });

  const { code, err } = await synth(root);

  expect(code).toBe(1);
  expect(err).toContain(
    [
      `${SEALED} is sealed for ${where}: the controller would not open it. Seal it so that it opens in every namespace, for all previews of staging:`,
      '  kumiki secret set shop database password --env staging --scope cluster-wide',
      'or for this one alone:',
      '  kumiki secret set shop database password --env staging-pr-1',
    ].join('\n'),
  );
});

test('one that is sealed for the preview alone is taken before the base’s', async () => {
  const own = 'environments/staging-pr-1/secrets/shop/database.json';
  const root = makePreviewed({ body: SECRET }, { [SEALED]: sealed('strict'), [own]: sealed('strict', 'shop-pr-1') });

  expect(await synth(root)).toMatchObject({ code: 0 });
});

test('one that nobody has sealed is asked for where all previews find it', async () => {
  const { err } = await synth(makePreviewed({ body: SECRET }), '--env', 'staging-pr-1');

  expect(err).toContain(`there is no ${SEALED}. Set it:`);
  expect(err).toContain('kumiki secret set shop database password --env staging --scope cluster-wide');
});

test('outputs are the base’s, and pins that a preview does not name', async () => {
  const root = makePreviewed(
    {
      body: `const shop = new Application(environment, 'shop');
    new Worker(shop, 'worker', { image: shop.image('worker'), env: { HOST: environment.external('database').text('host') } });`,
    },
    {
      'environments/staging/images/shop.json': '{ "worker": { "image": "worker", "tag": "7" } }',
      'environments/staging/external/database.json': '{ "values": { "host": "db.example.com" } }',
    },
  );

  expect((await synth(root)).code).toBe(0);
  expect(readFileSync(path.join(root, 'dist/staging-pr-1/shop/deployment-shop-worker.yaml'), 'utf8')).toMatch(
    /value: db\.example\.com[^]*image: worker:7/,
  );
});

test('check tells images of a preview that nothing of it runs', async () => {
  const pin = { image: 'ghcr.io/acme/shop-api', tag: '1' };
  const root = makePreviewed(
    {
      body: `const shop = new Application(environment, 'shop');
      new Worker(shop, 'api', { image: shop.image('api') });`,
    },
    {
      'environments/staging/images/shop.json': JSON.stringify({ api: { ...pin, tag: '0' } }),
      [FILE]: previewText('staging', { shpo: { api: pin }, shop: { api: pin, ipa: { ...pin, tag: '2' } } }),
    },
  );

  const { code, out } = await runKumiki(root, ['check', '--json']);

  expect(code).toBe(0);
  const warning = { rule: 'change/stray-pins', severity: 'warning', environment: 'staging-pr-1', file: FILE };
  const { findings } = JSON.parse(out);
  expect(findings.filter(({ rule }: { rule: string }) => rule.startsWith('change/'))).toEqual([
    {
      ...warning,
      message: `${FILE}: images.shpo: nothing is rendered of an application 'shpo' in staging-pr-1, so its images run nowhere. Did you mean shop?`,
    },
    {
      ...warning,
      message: `${FILE}: images.shop.ipa: ghcr.io/acme/shop-api:2 runs nowhere in staging-pr-1, as nothing of shop asks for an image 'ipa'. Take it out, or name one that the code asks for.`,
    },
  ]);
});
