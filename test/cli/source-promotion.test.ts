import { readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../git/make-remote.ts';
import { environmentOf, makePromotedShop, pins, shopSource, type PromotedShop } from './promoted-shop.ts';
import { runKumiki } from './run-kumiki.ts';
import { textsBelow } from './shop.ts';

const DEPLOYMENT = 'shop/deployment-shop-api.yaml';

test('a change of a shared construct is in production only once its commit was moved', async () => {
  const shop = await makePromotedShop();
  shop.promote('production', shop.first);
  const second = await shop.remote.commit({ 'apps/shop.ts': shopSource("{ TEXT: 'two' }") });

  const before = await runKumiki(shop.root, ['synth']);

  expect(before).toMatchObject({ code: 0, err: '' });
  expect(shop.rendered('staging')).toContain('TEXT: two');
  expect(shop.rendered('production')).toContain('TEXT: one');

  shop.promote('production', second);
  await runKumiki(shop.root, ['synth']);

  expect(shop.rendered('production')).toContain('TEXT: two');
});

test('what is not committed is no more in it than what came later', async () => {
  const shop = await makePromotedShop();
  shop.promote('production', shop.first);
  shop.write({ 'apps/shop.ts': shopSource("{ TEXT: 'draft' }") });

  await runKumiki(shop.root, ['synth']);

  expect([shop.rendered('staging'), shop.rendered('production')]).toEqual([
    expect.stringContaining('TEXT: draft'),
    expect.stringContaining('TEXT: one'),
  ]);
});

const WIDGETS = (type: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  names: { kind: Widget, listKind: WidgetList, plural: widgets, singular: widget }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { size: { type: ${type} } } } }
`;

const vendored = (text: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: vendored }\ndata: { TEXT: ${text} }\n`;

test('every file that its code reads is of the commit: file(), vendor, CRDs', async () => {
  const widget = `new Manifests(this, 'widget', { from: 'files/widget.yaml' });`;
  const shop = await makePromotedShop({
    'apps/shop.ts': shopSource(
      "{ FILE: file('files/note.txt') }",
      `new Manifests(this, 'redis', { from: 'vendor/redis' }); ${widget}`,
    ),
    ...Object.fromEntries(
      ['staging', 'production'].map((name) => [
        `environments/${name}.ts`,
        environmentOf(name, "crds: ['crds/widgets.yaml'], kinds: ['Widget.example.com'],"),
      ]),
    ),
    'files/note.txt': 'old note',
    'files/widget.yaml': 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\nsize: 1\n',
    'vendor/redis/redis.yaml': vendored('old'),
    'crds/widgets.yaml': WIDGETS('integer'),
  });
  shop.promote('production', shop.first);
  shop.write({
    'files/note.txt': 'new note',
    'files/widget.yaml': 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\nsize: large\n',
    'vendor/redis/redis.yaml': vendored('new'),
    'crds/widgets.yaml': WIDGETS('string'),
  });

  const { code, err } = await runKumiki(shop.root, ['synth']);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  const shown = ['staging', 'production'].map((name) => [
    shop.rendered(name).match(/FILE: (.*)/)?.[1],
    shop.rendered(name, 'shop/configmap-vendored.yaml').match(/TEXT: (.*)/)?.[1],
    shop.rendered(name, 'shop/widget-w.yaml').match(/size: (.*)/)?.[1],
  ]);
  expect(shown).toEqual([
    ['new note', 'new', 'large'],
    ['old note', 'old', '1'],
  ]);
});

test('a file that links to another of the commit is read there', async () => {
  const shop = await makePromotedShop({
    'apps/shop.ts': shopSource("{ FILE: file('files/link.txt') }"),
    'files/note.txt': 'old',
  });
  await shop.remote.git('config', 'core.symlinks', 'true');
  symlinkSync('note.txt', path.join(shop.root, 'files/link.txt'));
  const linked = await shop.remote.commit({});
  shop.promote('production', linked);
  shop.write({ 'files/note.txt': 'new' });

  await runKumiki(shop.root, ['synth']);

  expect([shop.rendered('staging'), shop.rendered('production')]).toEqual([
    expect.stringContaining('FILE: new'),
    expect.stringContaining('FILE: old'),
  ]);
});

test('its data and its other props are those of today, also a function among them', async () => {
  const shop = await makePromotedShop();
  shop.promote('production', shop.first);
  shop.write({
    'environments/production/images/shop.json': pins('2.0.0'),
    'environments/production.ts': environmentOf('production', 'namespace: (name) => `live-${name}`,'),
    'kumiki.config.ts': "export default { files: 'application' };\n",
  });

  const { code, err } = await runKumiki(shop.root, ['synth']);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(shop.rendered('production', 'shop/manifests.yaml')).toMatch(
    /namespace: live-shop[\s\S]*ghcr\.io\/acme\/shop:2\.0\.0/,
  );
});

test('a file of data that the code itself reads is today’s', async () => {
  const shop = await makePromotedShop({
    'apps/shop.ts': shopSource("{ FILE: file('environments/production/external/region.json') }"),
    'environments/production/external/region.json': 'old',
  });
  shop.promote('production', shop.first);
  shop.write({ 'environments/production/external/region.json': 'new' });

  await runKumiki(shop.root, ['synth']);

  expect(shop.rendered('production')).toContain('FILE: new');
});

test('a file that Git LFS keeps elsewhere is refused, whose pointer would be taken for it', async () => {
  const shop = await makePromotedShop({
    'apps/shop.ts': shopSource("{ FILE: file('files/big.txt') }"),
    'files/big.txt': 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n',
  });
  shop.promote('production', shop.first);
  shop.write({ 'files/big.txt': 'the file' });

  const { code, err } = await runKumiki(shop.root, ['synth']);

  expect(code).toBe(1);
  expect(err).toContain('files/big.txt: is kept by Git LFS, and a commit only points to it. Keep it in git itself.');
});

test('built from the commit that is checked out it is the same, byte for byte, whatever git makes of line ends', async () => {
  const shop = await makePromotedShop({
    '.gitattributes': '*.txt text eol=lf\n',
    'files/note.txt': 'one\ntwo\n',
    'apps/shop.ts': shopSource("{ FILE: file('files/note.txt') }"),
  });
  await runKumiki(shop.root, ['synth']);
  const before = textsBelow(path.join(shop.root, 'dist'));
  await shop.remote.git('config', 'core.autocrlf', 'true');
  await shop.remote.git('config', 'core.eol', 'crlf');
  for (const name of ['staging', 'production']) shop.promote(name, shop.first);

  const { out } = await runKumiki(shop.root, ['synth']);

  expect(out).toContain('0 files written');
  expect(textsBelow(path.join(shop.root, 'dist'))).toEqual(before);
});

test('in a folder of a larger repository it is that folder, with the settings above it', async () => {
  const shop = await makePromotedShop();
  const files = textsBelow(shop.root);
  const inner = Object.fromEntries(
    Object.entries(files).flatMap(([name, text]) => (name.startsWith('.git') ? [] : [[`ops/manifests/${name}`, text]])),
  );
  const moved = await shop.remote.commit({
    ...inner,
    'tsconfig.base.json': '{ "compilerOptions": { "paths": { "sizes": ["./ops/manifests/lib/sizes.ts"] } } }\n',
    'ops/manifests/tsconfig.json': '{ "extends": "../../tsconfig.base.json" }\n',
    'ops/manifests/lib/sizes.ts': "export const text = 'inner';\n",
    'ops/manifests/apps/shop.ts': `import { text } from 'sizes';\n${shopSource('{ TEXT: text }')}`,
    'ops/manifests/environments/production/source.json': `{ "commit": "${shop.first}" }`,
  });
  shop.write({
    'ops/manifests/environments/production/source.json': `{ "commit": "${moved}" }`,
    'ops/manifests/lib/sizes.ts': "export const text = 'later';\n",
  });

  const { code, err } = await runKumiki(path.join(shop.root, 'ops/manifests'), ['synth']);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  const shown = ['staging', 'production'].map(
    (name) =>
      textsBelow(path.join(shop.root, 'ops/manifests/dist', name, 'shop'))['configmap-shop.yaml']?.match(
        /TEXT: (.*)/,
      )?.[1],
  );
  expect(shown).toEqual(['later', 'inner']);
});

test('each commit of a fleet is loaded once, and environments of one commit share it', async () => {
  const fleet = (text: string): string => `import { defineEnvironment } from 'kumiki';
import { Shop } from '../apps/shop.ts';
globalThis.loadedFleets = [...(globalThis.loadedFleets ?? []), '${text}'];
export default Array.from({ length: 12 }, (_, index) =>
  defineEnvironment({ name: \`region-\${index}\`, edition: 1, kubernetes: '1.34', build(environment) { new Shop(environment); } }),
);
`;
  const names = Array.from({ length: 12 }, (_, index) => `region-${index}`);
  const images = Object.fromEntries(names.map((name) => [`environments/${name}/images/shop.json`, pins('1')]));
  const shop = await makePromotedShop({ 'environments/fleet.ts': fleet('one'), ...images });
  const commits = [shop.first];
  for (const text of ['two', 'three'])
    commits.push(
      // oxlint-disable-next-line no-await-in-loop
      await shop.remote.commit({
        'environments/fleet.ts': fleet(text),
        'apps/shop.ts': shopSource(`{ TEXT: '${text}' }`),
      }),
    );
  shop.write({ 'environments/fleet.ts': fleet('today'), 'apps/shop.ts': shopSource("{ TEXT: 'today' }") });
  for (const [index, name] of names.entries()) {
    const commit = commits[index % 4];
    if (commit !== undefined) shop.promote(name, commit);
  }
  Reflect.deleteProperty(globalThis, 'loadedFleets');

  await runKumiki(shop.root, ['synth', '--env', 'region-*']);

  const texts = names.map((name) => shop.rendered(name).match(/TEXT: (.*)/)?.[1]);
  expect(texts.slice(0, 4)).toEqual(['one', 'two', 'three', 'today']);
  expect(texts).toEqual([...texts.slice(0, 4), ...texts.slice(0, 4), ...texts.slice(0, 4)]);
  expect(Reflect.get(globalThis, 'loadedFleets')).toEqual(['today', 'one', 'two', 'three']);
});

test('an environment that was in another file then is found there', async () => {
  const shop = await makePromotedShop();
  shop.promote('production', shop.first);
  rmSync(path.join(shop.root, 'environments/production.ts'));
  shop.write({
    'environments/live.ts': environmentOf('production'),
    'apps/shop.ts': shopSource("{ TEXT: 'two' }"),
  });

  await runKumiki(shop.root, ['synth']);

  expect(shop.rendered('production')).toContain('TEXT: one');
});

test('a preview is built from the commit of its base, with its own images', async () => {
  const previewed = `import { defineEnvironment, previews } from 'kumiki';
import { Shop } from '../apps/shop.ts';
const staging = defineEnvironment({ name: 'staging', edition: 1, kubernetes: '1.34', build(environment) { new Shop(environment); } });
export default [staging, ...previews(staging)];
`;
  const shop = await makePromotedShop();
  shop.promote('staging', shop.first);
  shop.write({
    'environments/staging.ts': previewed,
    'apps/shop.ts': shopSource("{ TEXT: 'two' }"),
    'environments/previews/pr-1.json': `{ "from": "staging", "until": "2026-12-24", "images": { "shop": ${pins('9')} } }`,
  });

  const { code, err } = await runKumiki(shop.root, ['synth']);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(shop.rendered('staging-pr-1')).toContain('TEXT: one');
  expect(shop.rendered('staging-pr-1', DEPLOYMENT)).toContain('ghcr.io/acme/shop:9');
});

test('a run without changes is known as one, and a moved or removed source.json is a change', async () => {
  const shop = await makePromotedShop();
  shop.promote('production', shop.first);
  const second = await shop.remote.commit({ 'apps/shop.ts': shopSource("{ TEXT: 'two' }") });
  await runKumiki(shop.root, ['synth']);

  const again = await runKumiki(shop.root, ['synth', '--json']);

  expect(JSON.parse(again.out)).toMatchObject({ elapsed: { load: 0, build: 0, render: 0, check: 0, write: 0 } });

  shop.promote('production', second);
  await runKumiki(shop.root, ['synth']);
  const moved = shop.rendered('production');
  shop.promote('production', shop.first);
  await runKumiki(shop.root, ['synth']);
  const back = shop.rendered('production');
  rmSync(path.join(shop.root, 'environments/production/source.json'));
  await runKumiki(shop.root, ['synth']);

  expect([moved, back, shop.rendered('production')].map((text) => text.match(/TEXT: (.*)/)?.[1])).toEqual([
    'two',
    'one',
    'two',
  ]);
});

test('where no source.json says so git is not even run', async () => {
  const shop = await makePromotedShop();
  const { PATH } = process.env;
  process.env['PATH'] = '';

  const { code, err } = await runKumiki(shop.root, ['synth']).finally(() => setVariable('PATH', PATH));

  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('nothing of the commit is left on the disk', async () => {
  const shop = await makePromotedShop();
  shop.promote('production', shop.first);
  const temporary = temporaryFolder();
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = temporary;

  const { code } = await runKumiki(shop.root, ['synth']).finally(() => setVariable('TMPDIR', TMPDIR));

  expect({ code, left: readdirSync(temporary) }).toEqual({ code: 0, left: [] });
  expect(await shop.remote.git('status', '--porcelain')).toBe('?? environments/production/source.json');
});

test('--watch renders again when a commit is named, moved or left', async () => {
  const shop = await makePromotedShop();
  const second = await shop.remote.commit({ 'apps/shop.ts': shopSource("{ TEXT: 'two' }") });
  shop.write({ 'apps/shop.ts': shopSource("{ TEXT: 'three' }") });
  let interrupt = (): void => undefined;
  const interrupted = new Promise<void>((resolve) => (interrupt = resolve));
  const shows = (text: string) => until(() => tryRendered(shop).includes(`TEXT: ${text}\n`));

  const running = runKumiki(shop.root, ['synth', '--watch'], { interrupted: () => interrupted });
  await shows('three');
  shop.promote('production', shop.first);
  await shows('one');
  shop.promote('production', second);
  await shows('two');
  rmSync(path.join(shop.root, 'environments/production/source.json'));
  await shows('three');
  interrupt();

  expect((await running).code).toBe(0);
});

function tryRendered(shop: PromotedShop): string {
  try {
    return shop.rendered('production');
  } catch {
    return '';
  }
}

async function until(happened: () => boolean): Promise<void> {
  for (let waited = 0; !happened(); waited += 10) {
    if (waited > 10_000) throw new Error('it did not happen within 10 seconds');
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}
