import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository, write } from '../../../environment/fixture-repository.ts';
import { DIGEST, previewedSource, previewText } from '../../../environment/previews/preview-source.ts';
import { runKumiki, type Ended } from '../../run-kumiki.ts';
import { textsBelow } from '../../shop.ts';

const FILE = 'environments/previews/pr-1.json';
const SECOND = 'environments/previews/pr-2.json';
const OTHER = `sha256:${'b'.repeat(64)}`;
const today = () => new Date('2026-12-01T12:00Z');

const BODY = `const shop = new Application(environment, 'shop');
    new WebService(shop, 'api', { image: shop.image('api'), port: 8080 });
    new Worker(new Application(environment, 'mail', { namespace: 'post' }), 'mail', { image: 'mail:1' });`;

function makeStaging(props = '', files: Readonly<Record<string, string>> = {}): string {
  return makeRepository({
    'package.json': '{ "type": "module" }',
    'environments/staging.ts': previewedSource({ props, body: BODY }),
    'environments/staging/images/shop.json': '{ "api": { "image": "ghcr.io/acme/shop-api", "tag": "1" } }',
    ...files,
  });
}

const ARGO_CD = "delivery: argocd({ repository: 'https://git.example.com/m.git' }),";
const FLUX = "delivery: flux({ repository: 'https://git.example.com/m.git' }),";

function run(root: string, ...args: readonly string[]): Promise<Ended> {
  return runKumiki(root, args, { today });
}

function open(root: string, ...more: readonly string[]): Promise<Ended> {
  const image = `api=ghcr.io/acme/shop-api@${DIGEST}`;
  return run(root, 'preview', 'open', 'pr-1', '--from', 'staging', 'shop', image, ...more);
}

function json(ended: Ended): unknown {
  return JSON.parse(ended.out);
}

function dist(root: string, environment = ''): readonly string[] {
  return Object.keys(textsBelow(path.join(root, 'dist', environment)));
}

test('open writes the file and renders the preview and its base', async () => {
  const root = makeStaging(ARGO_CD);
  await run(root, 'synth');

  const opened = await open(root, '--json');

  expect(opened).toMatchObject({ code: 0, err: '' });
  expect(json(opened)).toEqual({
    action: 'opened',
    preview: 'pr-1',
    environment: 'staging-pr-1',
    files: [
      ...dist(root, 'staging-pr-1').map((file) => `dist/staging-pr-1/${file}`),
      'dist/staging/delivery/application-staging-pr-1-delivery.yaml',
      FILE,
    ].toSorted(),
    notes: [],
  });
  expect(JSON.parse(readFileSync(path.join(root, FILE), 'utf8'))).toEqual({
    from: 'staging',
    until: '2026-12-09',
    images: { shop: { api: { image: 'ghcr.io/acme/shop-api', digest: DIGEST } } },
  });
  expect(readFileSync(path.join(root, 'dist/staging-pr-1/shop/deployment-shop-api.yaml'), 'utf8')).toContain(
    `image: ghcr.io/acme/shop-api@${DIGEST}`,
  );
  expect((await run(root, 'synth', '--check')).code).toBe(0);
});

test('open says what it did; again it updates, and with nothing new it does nothing', async () => {
  const root = makeStaging();

  const opened = await open(root);
  const updated = await run(root, 'preview', 'open', 'pr-1', '--from', 'staging', 'shop', `api=x@${OTHER}`);
  const again = await run(root, 'preview', 'open', 'pr-1', '--from', 'staging', 'shop', `api=x@${OTHER}`);

  expect(opened.out).toMatch(/^pr-1: opened: staging-pr-1\n {2}dist\/staging-pr-1\//);
  expect(updated).toEqual({
    code: 0,
    out: `pr-1: updated: staging-pr-1\n  dist/staging-pr-1/shop/deployment-shop-api.yaml\n  ${FILE}\n`,
    err: '',
  });
  expect(again).toEqual({ code: 0, out: '', err: 'note: pr-1: is open with these images already.\n' });
});

test.each([
  ['nothing', ''],
  ['Argo CD', ARGO_CD],
  ['Flux', FLUX],
])('close takes everything back that open did, delivered by %s', async (_, props) => {
  const root = makeStaging(props);
  await run(root, 'synth');
  const before = textsBelow(path.join(root, 'dist'));
  await open(root);
  write(root, 'environments/staging-pr-1/secrets/shop/own.json', '{}');
  const rendered = dist(root, 'staging-pr-1').map((file) => `dist/staging-pr-1/${file}`);

  const closed = await run(root, 'preview', 'close', 'pr-1', '--json');

  expect(closed).toMatchObject({ code: 0, err: '' });
  expect(json(closed)).toMatchObject({ action: 'closed', preview: 'pr-1', environment: 'staging-pr-1', notes: [] });
  expect((json(closed) as { readonly files: readonly string[] }).files).toEqual(
    expect.arrayContaining([FILE, 'environments/staging-pr-1/secrets/shop/own.json', ...rendered]),
  );
  expect(textsBelow(path.join(root, 'dist'))).toEqual(before);
  expect(existsSync(path.join(root, 'dist/staging-pr-1'))).toBe(false);
  expect(existsSync(path.join(root, FILE))).toBe(false);
});

test.each([
  ['Argo CD', ARGO_CD],
  ['Flux', FLUX],
])(
  'a preview that somebody closes by hand goes in the next run, which refuses nothing, delivered by %s',
  async (_, props) => {
    const root = makeStaging(props);
    await open(root);
    rmSync(path.join(root, FILE));

    const { code, err } = await run(root, 'synth');

    expect([code, err]).toEqual([0, '']);
    expect(existsSync(path.join(root, 'dist/staging-pr-1'))).toBe(false);
  },
);

test('a run in which nothing else changed sees a preview come and go', async () => {
  const root = makeStaging();
  write(root, 'node_modules/.keep', '');
  const names = async (): Promise<readonly string[]> => {
    const { environments } = json(await run(root, 'synth', '--json')) as {
      readonly environments: readonly { readonly name: string }[];
    };
    return environments.map(({ name }) => name);
  };

  expect(await names()).toEqual(['staging']);
  write(root, FILE, previewText());
  expect(await names()).toEqual(['staging', 'staging-pr-1']);
  expect(await names()).toEqual(['staging', 'staging-pr-1']);
  rmSync(path.join(root, FILE));
  expect(await names()).toEqual(['staging']);
});

test('to close what is not open is done, and said', async () => {
  const root = makeStaging();

  expect(await run(root, 'preview', 'close', 'pr-9')).toEqual({
    code: 0,
    out: '',
    err: 'note: pr-9: is no open preview.\n',
  });
  expect(json(await run(root, 'preview', 'close', 'pr-9', '--json'))).toEqual({
    action: 'none',
    preview: 'pr-9',
    files: [],
    notes: ['pr-9: is no open preview.'],
  });
});

const PRODUCTION = previewedSource({ name: 'production', props: 'protected: true,' }).replace(
  ', ...previews(base)',
  '',
);

test.each([
  ['nobody can read', '{'],
  ['ends never', previewText('staging', {}, 'soon')],
  ['is of an unknown base', previewText('gone')],
  ['is of a protected base', previewText('production')],
])('a preview that %s can be closed, though nothing can be rendered with it', async (_, text) => {
  const root = makeStaging('', { [FILE]: text, 'environments/production.ts': PRODUCTION });
  expect((await run(root, 'synth')).code).toBe(1);

  const closed = await run(root, 'preview', 'close', 'pr-1');

  expect(closed.code).toBe(0);
  expect(existsSync(path.join(root, FILE))).toBe(false);
  expect((await run(root, 'synth')).code).toBe(0);
});

test('one that became wrong goes with all that it made', async () => {
  const root = makeStaging(ARGO_CD);
  await run(root, 'synth');
  const before = textsBelow(path.join(root, 'dist'));
  await open(root);
  write(root, FILE, previewText('staging', {}, 'soon'));

  expect(await run(root, 'preview', 'close', 'pr-1')).toMatchObject({ code: 0, err: '' });
  expect(textsBelow(path.join(root, 'dist'))).toEqual(before);
});

test('of two that are wrong one is closed after the other, and what could not be rendered yet is said', async () => {
  const root = makeStaging('', { [FILE]: previewText('staging', {}, 'soon'), [SECOND]: '{' });

  const one = await run(root, 'preview', 'close', 'pr-1');
  const other = await run(root, 'preview', 'close', 'pr-2');

  expect(one).toMatchObject({ code: 0, out: `pr-1: closed: staging-pr-1\n  ${FILE}\n` });
  expect(one.err).toMatch(
    /^note: dist\/staging: was not rendered, as another preview is wrong\. Mend or close it, then run kumiki synth\.\nnote: environments\/previews\/pr-2\.json:1: is no JSON/,
  );
  expect(other.code).toBe(0);
  expect((await run(root, 'synth')).code).toBe(0);
});

test('closing one of two that would be the same environment takes nothing of the other', async () => {
  const nested = previewedSource({ name: 'staging-pr' });
  const secret = 'environments/staging-pr-1/secrets/shop/own.json';
  const root = makeStaging('', { [FILE]: previewText(), [secret]: '{}', 'environments/other.ts': nested });
  await run(root, 'synth');
  write(root, 'environments/previews/1.json', previewText('staging-pr'));

  const closed = await run(root, 'preview', 'close', '1', '--json');

  expect(json(closed)).toMatchObject({ action: 'closed', files: ['environments/previews/1.json'] });
  expect(existsSync(path.join(root, secret))).toBe(true);
  expect(dist(root, 'staging-pr-1')).not.toEqual([]);
});

test('closing one that has the name of a lasting environment takes nothing of that', async () => {
  const lasting = previewedSource({ name: 'staging-pr-1' });
  const data = 'environments/staging-pr-1/images/shop.json';
  const root = makeStaging('', { 'environments/other.ts': lasting, [data]: '{}' });
  await run(root, 'synth');
  write(root, FILE, previewText());

  const closed = await run(root, 'preview', 'close', 'pr-1', '--json');

  expect(json(closed)).toMatchObject({ action: 'closed', files: [FILE] });
  expect(existsSync(path.join(root, data))).toBe(true);
  expect(dist(root, 'staging-pr-1')).not.toEqual([]);
});

test('sweep closes those whose time is over, and says which', async () => {
  const root = makeStaging(ARGO_CD, {
    [FILE]: previewText('staging', {}, '2026-12-01'),
    'environments/previews/pr-2.json': previewText('staging', {}, '2026-12-01T13:00+00:00'),
    'environments/previews/pr-3.json': previewText('staging', {}, '2026-11-30'),
  });
  await run(root, 'synth');

  const swept = await run(root, 'preview', 'sweep', '--json');

  expect(json(swept)).toMatchObject([
    { action: 'closed', preview: 'pr-1', environment: 'staging-pr-1' },
    { action: 'closed', preview: 'pr-3', environment: 'staging-pr-3' },
  ]);
  expect((await run(root, 'synth', '--check')).code).toBe(0);
  expect(json(await run(root, 'preview', 'sweep', '--json'))).toEqual([]);
  expect(await run(root, 'preview', 'sweep')).toEqual({ code: 0, out: '', err: 'note: no preview is over yet.\n' });
});

test('sweep closes what is over beside one that is wrong, and says what is wrong with that', async () => {
  const root = makeStaging('', { [FILE]: previewText('staging', {}, '2026-11-30'), [SECOND]: previewText('gone') });

  const { code, out, err } = await run(root, 'preview', 'sweep');

  expect([code, out]).toEqual([1, `pr-1: closed: staging-pr-1\n  ${FILE}\n`]);
  expect(err).toContain(`\n${SECOND}: from is 'gone', which is no environment.`);
  expect(err).toContain('pr-2: is not swept while that is so. Mend it, or close it: kumiki preview close pr-2\n');
  expect(existsSync(path.join(root, SECOND))).toBe(true);
});

const ONE = `api=ghcr.io/acme/shop-api@${DIGEST}`;

test.each<[string, readonly string[], string]>([
  [
    'an unknown base',
    ['--from', 'stagin', 'shop', ONE],
    "--from 'stagin' is no environment. Did you mean staging? There are: staging.",
  ],
  [
    'a protected base',
    ['--from', 'production', 'shop', ONE],
    "--from 'production' is protected, and nothing that was not reviewed for it may run beside it. Use another environment.",
  ],
  [
    'an unknown application',
    ['--from', 'staging', 'shp', ONE],
    "staging: no application 'shp' pins an image there. Did you mean shop? There are: shop.",
  ],
  [
    'an unknown image',
    ['--from', 'staging', 'shop', `web=x@${DIGEST}`],
    "staging: shop asks for no image 'web'. There are: api.",
  ],
  [
    'an image without an application',
    ['--from', 'staging', ONE],
    `preview open pr-1 --from staging: '${ONE}' belongs to no application. Name it first: preview open pr-1 --from staging users ${ONE}`,
  ],
  [
    'an application without an image',
    ['--from', 'staging', 'shop', ONE, 'mail'],
    'preview open pr-1 --from staging: mail has no image. Write NAME=IMAGE behind it, such as api=ghcr.io/acme/api:1.5.0.',
  ],
  [
    'an application twice',
    ['--from', 'staging', 'shop', ONE, 'shop', ONE],
    'preview open pr-1 --from staging: shop is named twice. Name it once, with all its images behind it.',
  ],
  [
    'an end in the past',
    ['--from', 'staging', 'shop', ONE, '--until', '2026-11-30'],
    "--until is '2026-11-30', the beginning of which in UTC is in the past. Use a later time.",
  ],
  [
    'a commit that is none',
    ['--from', 'staging', 'shop', ONE, '--commit', 'abc'],
    "--commit is 'abc'. Give the whole id of the commit, 40 hexadecimal digits, lower case.",
  ],
])('open refuses %s and changes nothing', async (_, args, message) => {
  const isThere = args.includes('production');
  const root = makeStaging('', isThere ? { 'environments/production.ts': PRODUCTION } : {});

  const { code, err } = await run(root, 'preview', 'open', 'pr-1', ...args);

  expect([code, err]).toEqual([1, `${message}\n`]);
  expect(existsSync(path.join(root, FILE))).toBe(false);
});

test('open of a base that exports no previews is refused, and nothing is left behind', async () => {
  const root = makeStaging();
  write(root, 'environments/staging.ts', previewedSource({ body: BODY }).replace(', ...previews(base)', ''));

  const { code, err } = await open(root);

  expect(code).toBe(1);
  expect(err).toContain(`${FILE}: from is 'staging', and environments/staging.ts exports no previews of it.`);
  expect(existsSync(path.join(root, FILE))).toBe(false);
});

test('open keeps where the images come from', async () => {
  const root = makeStaging();

  await open(root, '--commit', 'c'.repeat(40), '--build', '7', '--source', 'acme/shop');

  expect(JSON.parse(readFileSync(path.join(root, FILE), 'utf8'))).toMatchObject({
    images: { shop: { api: { source: { repository: 'acme/shop', commit: 'c'.repeat(40), build: '7' } } } },
  });
});

test('nobody bootstraps a preview', async () => {
  const root = makeStaging(ARGO_CD, { [FILE]: previewText() });

  expect(await run(root, 'bootstrap', '--env', 'staging-pr-1')).toMatchObject({
    code: 1,
    err: "--env 'staging-pr-1' is a preview, which the root of staging makes and removes. Name that: --env staging\n",
  });
});
