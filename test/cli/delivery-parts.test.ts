import path from 'node:path';
import { expect, test } from 'vitest';
import { ARGO_CD, delivered, FLUX } from './delivered-shop.ts';
import { runKumiki } from './run-kumiki.ts';
import { makeShop, textsBelow } from './shop.ts';

const ENVIRONMENTS = ['eu', 'us'];

/** Applications that require each other in a chain, rights, a claim, policies, and an application of two namespaces. */
const BODY = `
    const database = new Store(environment);
    const shop = new Shop(environment, [database]);
    new Mail(environment, [shop, database]);
    new Rights(environment);`;

const APPS = `import { ApiObject } from 'cdk8s';
import { Application, Config, StatefulService, WebService, Worker, type Environment } from 'kumiki';
export class Store extends Application {
  constructor(environment: Environment) {
    super(environment, 'store');
    new StatefulService(this, 'db', { image: 'ghcr.io/acme/db:1.0.0', port: 5432, storage: { '/data': '1Gi' } });
    new ApiObject(this, 'claim', {
      apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'claim' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
  }
}
export class Shop extends Application {
  constructor(environment: Environment, requires: readonly Application[]) {
    super(environment, 'shop', { requires });
    new WebService(this, 'api', { image: 'ghcr.io/acme/shop:1.0.0', port: 8080, replicas: 2 });
  }
}
export class Mail extends Application {
  constructor(environment: Environment, requires: readonly Application[]) {
    super(environment, 'mail', { requires });
    new Worker(this, 'mail', { image: 'ghcr.io/acme/mail:1.0.0' });
    new ApiObject(this, 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mail', namespace: 'shared' } });
  }
}
export class Rights extends Application {
  constructor(environment: Environment) {
    super(environment, 'rights');
    new Config(this, 'settings', { A: 'a' });
    new WebService(this, 'api', { image: 'ghcr.io/acme/r:1.0.0', port: 80, can: [{ get: 'configmaps' }] });
  }
}
`;

function makeRepository(delivery: string, files: Readonly<Record<string, string>>): string {
  const sources = ENVIRONMENTS.map((name) => [
    `environments/${name}.ts`,
    delivered(delivery, BODY, '', name).replace('import { Mail, Shop }', 'import { Mail, Rights, Shop, Store }'),
  ]);
  return makeShop([], { 'apps/shop.ts': APPS, ...Object.fromEntries(sources), ...files });
}

async function synth(root: string, out: string, ...args: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { code, err } = await runKumiki(root, ['synth', '--out', out, ...args]);
  if (code !== 0) throw new Error(err);
  return textsBelow(path.join(root, out));
}

const WAYS: readonly [string, string, Readonly<Record<string, string>>][] = [
  ['argocd', ARGO_CD, {}],
  ['flux', FLUX, {}],
  ['folders', 'folder()', {}],
  ['argocd, one file an application', ARGO_CD, { 'kumiki.config.ts': "export default { files: 'application' };\n" }],
];

test.each(WAYS)(
  'shards are disjoint, and together the bytes of one run, delivery/ included: %s',
  async (_, delivery, files) => {
    const root = makeRepository(delivery, files);
    const whole = await synth(root, 'whole');

    for (const count of [2, 5, 9]) {
      const parts: Readonly<Record<string, string>>[] = [];
      for (let index = 1; index <= count; index++)
        parts.push(await synth(root, `part-${count}-${index}`, '--shard', `${index}/${count}`));

      expect(parts.flatMap((part) => Object.keys(part)).toSorted()).toEqual(Object.keys(whole).toSorted());
      expect(Object.assign({}, ...parts)).toEqual(whole);
    }
  },
);

test.each(WAYS)(
  'one application has the bytes of a whole run, and nothing else is made: %s',
  async (_, delivery, files) => {
    const root = makeRepository(delivery, files);
    const whole = await synth(root, 'whole');

    for (const application of ['store', 'shop', 'mail', 'rights']) {
      const part = await synth(root, `only-${application}`, '--app', application);

      const own = Object.entries(whole).filter(([file]) => file.split('/')[1] === application);
      expect(part).toEqual(Object.fromEntries(own));
    }
  },
);

test.each(WAYS)('a part in a dist that is there changes nothing: %s', async (_, delivery, files) => {
  const root = makeRepository(delivery, files);
  const whole = await synth(root, 'dist');

  for (const args of [['--app', 'shop'], ['--shard', '3/9'], ['--env', 'eu'], []])
    expect(await synth(root, 'dist', ...args)).toEqual(whole);
  expect(await runKumiki(root, ['synth', '--check'])).toMatchObject({ code: 0 });
});
