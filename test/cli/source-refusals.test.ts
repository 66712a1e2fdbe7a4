import { renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../servers/run-command.ts';
import { temporaryFolder } from '../git/make-remote.ts';
import { runGit } from '../servers/git/run-git.ts';
import { environmentOf, makePromotedShop, pins, shopSource, sourceText, type PromotedShop } from './promoted-shop.ts';
import { runKumiki } from './run-kumiki.ts';
import { textsBelow } from './shop.ts';

const FILE = 'environments/production/source.json';
const SECRET = "const token = this.secret('mail', ['token']); new Config(this, 'x', { A: 'b' }); void token;";

/** What `synth` says of an environment that is built from a commit, whose files these are, while today's are fine. */
async function saidOf(files: Readonly<Record<string, string>>, today: Readonly<Record<string, string>> = {}) {
  const shop = await makePromotedShop();
  const commit = await shop.remote.commit(files);
  shop.write({ 'apps/shop.ts': shopSource("{ TEXT: 'today' }"), ...today });
  shop.promote('production', commit);
  const ended = await runKumiki(shop.root, ['synth']);
  return { ...ended, short: commit.slice(0, 8), dist: textsBelow(path.join(shop.root, 'dist')) };
}

test.each([
  ['[]', 'the content is []. Use an object: { "commit": "…" }.'],
  ['{}', 'commit is missing. Use the whole name of a commit, 40 or 64 hexadecimal digits in lower case'],
  ['{ "commit": "main" }', 'commit is "main". Use the whole name of a commit'],
  [`{ "commit": "${'a'.repeat(39)}" }`, `commit is "${'a'.repeat(39)}". Use the whole name`],
  [`{ "commit": "${'A'.repeat(40)}" }`, `commit is "${'A'.repeat(40)}". Use the whole name`],
  [`{ "commit": "${'a'.repeat(40)}", "comit": 1 }`, 'comit is no key of it. Did you mean commit?'],
  ['{ "commit": ', 'is no JSON'],
  [
    `{ "commit": "${'a'.repeat(40)}" }`,
    `commit is '${'a'.repeat(40)}', which is no commit of this repository. Fetch it, if it was pushed: git fetch origin ${'a'.repeat(40)}. Else name one that is on the base branch.`,
  ],
])('source.json with %s is refused, and nothing is written', async (text, words) => {
  const shop = await makePromotedShop();
  shop.write({ [FILE]: text });

  const { code, err } = await runKumiki(shop.root, ['synth']);

  expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(new RegExp(`${FILE}(:1)?: `)) });
  expect(err).toContain(words);
  expect(textsBelow(path.join(shop.root, 'dist'))).toEqual({});
});

test('environments that are not rendered are not asked for their commit', async () => {
  const shop = await makePromotedShop();
  shop.promote('production', 'a'.repeat(40));

  expect(await runKumiki(shop.root, ['synth', '--env', 'staging'])).toMatchObject({ code: 0, err: '' });
  expect(await runKumiki(shop.root, ['environments'])).toMatchObject({ code: 0, err: '' });
});

test('a tag or a tree is no commit', async () => {
  const shop = await makePromotedShop();
  const tree = await shop.remote.git('rev-parse', 'HEAD^{tree}');
  shop.promote('production', tree);

  const { err } = await runKumiki(shop.root, ['synth']);

  expect(err).toContain(`${FILE}: commit is '${tree}', which is no commit but a tree. Name a commit:`);
});

test('a folder that git knows nothing of is told to be none', async () => {
  const shop = await makePromotedShop();
  shop.promote('production', shop.first);
  rmSync(path.join(shop.root, '.git'), { recursive: true });

  const { code, err } = await runKumiki(shop.root, ['synth']);

  expect(code).toBe(1);
  expect(err).toContain(`${FILE}: commit is '${shop.first}', and git cannot look for it here (not a git repository`);
  expect(err).toContain('Use a clone of the repository.');
});

/** A shop whose production is at the first of three commits, and a clone of it whose remote is out of reach, until `restore`. */
async function cloneOf(shop: PromotedShop, flags: readonly string[]) {
  await shop.remote.commit({ 'apps/shop.ts': shopSource("{ TEXT: 'two' }"), [FILE]: sourceText(shop.first) });
  await shop.remote.commit({ 'apps/shop.ts': shopSource("{ TEXT: 'three' }") });
  const clone = path.join(temporaryFolder(), 'clone');
  await runGit(shop.root, ['clone', '--quiet', ...flags, `file://${shop.remote.url}`, clone]);
  const away = `${shop.remote.url}.away`;
  renameSync(shop.remote.url, away);
  return { clone, restore: () => renameSync(away, shop.remote.url) };
}

test.each([
  ['shallow', ['--depth=1'], 'which this shallow clone lacks. Fetch it: '],
  ['blobless', ['--filter=blob:none'], 'and this partial clone lacks files of it. Fetch them: '],
  ['treeless', ['--filter=tree:0'], 'and this partial clone lacks files of it. Fetch them: '],
  ['shallow and blobless', ['--depth=1', '--filter=blob:none'], 'which this shallow clone lacks. Fetch it: '],
])(
  'a %s clone is told the line that fetches, which is enough; nothing is fetched without it',
  async (_, flags, words) => {
    const shop = await makePromotedShop();
    const { clone, restore } = await cloneOf(shop, flags);

    const refused = await runKumiki(clone, ['synth']);

    expect(refused.code).toBe(1);
    expect(refused.err).toContain(`${FILE}: commit is '${shop.first}', ${words}`);
    const line = refused.err.split(words)[1]?.split('\n')[0] ?? '';
    expect(line).toMatch(/\bgit fetch /);

    restore();
    const fetched = await runCommand('sh', ['-c', line], { cwd: clone });
    const { code, err } = await runKumiki(clone, ['synth']);

    expect([fetched.code, fetched.err, code, err]).toEqual([0, expect.any(String), 0, '']);
    expect(textsBelow(path.join(clone, 'dist/production/shop'))['configmap-shop.yaml']).toContain('TEXT: one');
  },
);

test('a blobless clone lets nothing be fetched even while its remote is there', async () => {
  const shop = await makePromotedShop();
  const { clone, restore } = await cloneOf(shop, ['--filter=blob:none']);
  restore();

  const { code } = await runKumiki(clone, ['synth']);

  expect(code).toBe(1);
  const { out } = await runCommand(
    'git',
    ['rev-list', '--objects', '--missing=print', '--no-object-names', `${shop.first}^{tree}`],
    { cwd: clone },
  );
  expect(out).toMatch(/^\?/m);
});

test('what old code throws, and what it asks of the machine, is told with its line and its commit', async () => {
  const thrown = await saidOf({ 'apps/shop.ts': shopSource('{ TEXT: (undefined as any).x }') });
  const impure = await saidOf({ 'apps/shop.ts': shopSource('{ TEXT: String(Date.now()) }') });
  const text = await saidOf({ 'apps/shop.ts': shopSource("{ TEXT: '' }", "throw 'no line';") });

  expect([thrown.code, thrown.dist]).toEqual([1, {}]);
  expect(thrown.err).toContain(`apps/shop.ts:5 of commit ${thrown.short}: throws TypeError`);
  expect(impure.err).toContain(`apps/shop.ts:5 of commit ${impure.short}: reads the clock (Date.now()).`);
  expect(impure.err.match(/of commit/g)).toHaveLength(1);
  expect(text.err).toContain(
    `environments/production.ts of commit ${text.short}: throws 'no line', which has no line.`,
  );
});

test('a promise that old code leaves behind and that fails is told with its commit', async () => {
  const { err, short } = await saidOf({
    'apps/shop.ts': shopSource("{ TEXT: '' }", "void Promise.reject(new Error('late'));"),
  });

  expect(err).toContain(`apps/shop.ts:7 of commit ${short}: throws Error: late.`);
});

test('old code that does not compile, or throws while it is loaded, is told with its line and its commit', async () => {
  const syntax = await saidOf({ 'apps/shop.ts': 'export class {' });
  const missing = await saidOf({ 'apps/shop.ts': `import './gone.ts';\n${shopSource('{}')}` });
  const module = await saidOf({ 'apps/shop.ts': `throw new Error('at once');\n${shopSource('{}')}` });

  expect([syntax.code, syntax.dist]).toEqual([1, {}]);
  expect(syntax.err).toContain(`${FILE}: commit ${syntax.short} cannot be loaded:\napps/shop.ts:1:14 of commit`);
  expect(missing.err).toContain(`apps/shop.ts:1:8 of commit ${missing.short}: there is no file './gone.ts'.`);
  expect(module.err).toContain(`apps/shop.ts:1 of commit ${module.short}: throws Error: at once.`);
});

test('a mistake of today beside it is told as today’s', async () => {
  const { err } = await saidOf(
    { 'apps/shop.ts': shopSource("{ TEXT: 'one' }") },
    { 'environments/production.ts': environmentOf('production', "namespace: () => { throw new Error('today'); },") },
  );

  expect(err).toMatch(/environments\/production\.ts:\d+: throws Error: today/);
});

test('a commit without the environment is named, with those that it has', async () => {
  const shop = await makePromotedShop();
  shop.write({ 'environments/late.ts': environmentOf('late'), 'environments/late/images/shop.json': pins('1') });
  shop.promote('late', shop.first);

  const { code, err } = await runKumiki(shop.root, ['synth']);

  expect(code).toBe(1);
  expect(err).toContain(
    `environments/late/source.json: commit ${shop.first.slice(0, 8)} has no environment 'late'. There are: production, staging.`,
  );
});

test('a pin, a secret or an output that old code asks for and today’s data lacks names both', async () => {
  const move = `Add what that code asks for, or name a commit there that asks for what there is: kumiki promote --source --from UPSTREAM --to production`;
  const pin = await saidOf(
    { 'apps/shop.ts': shopSource("{ TEXT: 'one' }") },
    { 'environments/production/images/shop.json': pins('1', 'web') },
  );
  const noFile = await saidOf({ 'apps/shop.ts': shopSource("{ TEXT: this.environment.external('db').text('host') }") });
  const noKey = await saidOf(
    { 'apps/shop.ts': shopSource("{ TEXT: this.environment.external('db').text('host') }") },
    { 'environments/production/external/db.json': '{ "values": { "port": 1 } }' },
  );
  const secret = await saidOf({ 'apps/shop.ts': shopSource("{ TEXT: 'one' }", SECRET) });

  const both = (short: string): string =>
    `The code is of commit ${short}, by ${FILE}, and the data are today's. ${move}`;
  expect(pin.err).toContain("environments/production/images/shop.json: has no pin 'api'. There are: web.");
  expect(pin.err).toContain(both(pin.short));
  expect(noFile.err).toContain('environments/production/external/db.json: there is no such file.');
  expect(noFile.err).toContain(both(noFile.short));
  expect(noKey.err).toContain("environments/production/external/db.json has no 'host'.");
  expect(noKey.err).toContain(both(noKey.short));
  expect(secret.err).toContain('there is no environments/production/secrets/shop/mail.json.');
  expect(secret.err).toContain(both(secret.short));
});

test('a file that the commit lacks is told to be missing there', async () => {
  const { err, short } = await saidOf(
    { 'apps/shop.ts': shopSource("{ TEXT: file('files/note.txt') }") },
    { 'files/note.txt': 'only today' },
  );

  expect(err).toContain(
    `files/note.txt: there is no such file. The code is of commit ${short}, by ${FILE}, and reads the files of that commit.`,
  );
});

test('findings carry the commit with their line, and with a file of it', async () => {
  const { err, short } = await saidOf({
    'apps/shop.ts': shopSource(
      "{ TEXT: 'one' }",
      "new WebService(this, 'web', { image: 'shop', port: 8080 }); new Manifests(this, 'm', { from: 'vendor/x.yaml' });",
    ),
    'vendor/x.yaml': 'a: [\n',
  });

  expect(err).toContain("shop/web: image is 'shop', without tag and digest");
  expect(err).toContain(`apps/shop.ts:7 of commit ${short} · production`);
  expect(err).toContain(`That file is as commit ${short} has it, by ${FILE}.`);
});

const LIBRARY = {
  'node_modules/sizes/package.json':
    '{ "name": "sizes", "type": "module", "exports": { ".": "./index.js", "./*": "./*" } }',
  'node_modules/sizes/index.js': "export const size = 'large';\n",
  'node_modules/sizes/table.json': '{ "size": "large" }\n',
};

function lockOf(version: string, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    lockfileVersion: 3,
    packages: { 'node_modules/sizes': { version, ...more }, 'node_modules/other': { version } },
  });
}

test.each([
  ['its main module', "import { size } from 'sizes';"],
  ['its data', "import { size } from 'sizes/table.json';"],
])('code that imports a package, by %s, that was locked in another version is refused', async (_, statement) => {
  const app = `${statement}\n${shopSource('{ TEXT: size }')}`;
  const shop = await makePromotedShop();
  shop.write(LIBRARY);
  const commit = await shop.remote.commit({ 'apps/shop.ts': app, 'package-lock.json': lockOf('1.0.0') });
  shop.promote('production', commit);

  expect(await runKumiki(shop.root, ['synth'])).toMatchObject({ code: 0, err: '' });

  shop.write({ 'package-lock.json': lockOf('2.0.0') });
  const { code, err } = await runKumiki(shop.root, ['synth']);

  const short = commit.slice(0, 8);
  expect(code).toBe(1);
  expect(err).toContain(
    `apps/shop.ts of commit ${short}: imports sizes, which commit ${short} locked as 1.0.0, and package-lock.json has 2.0.0 today. Install sizes@1.0.0 again, or name a commit that locked sizes@2.0.0.`,
  );
  expect(err).not.toContain('other');
});

test('a workspace of the repository is taken from the commit, too', async () => {
  const shop = await makePromotedShop({
    'packages/sizes/package.json': '{ "name": "sizes", "type": "module", "exports": "./index.ts" }',
    'packages/sizes/index.ts': "export const size = 'one';\n",
    'apps/shop.ts': `import { size } from 'sizes';\n${shopSource('{ TEXT: size }')}`,
  });
  symlinkSync('../packages/sizes', path.join(shop.root, 'node_modules/sizes'));
  shop.promote('production', shop.first);
  shop.write({ 'packages/sizes/index.ts': "export const size = 'two';\n" });

  const { code, err } = await runKumiki(shop.root, ['synth']);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(shop.rendered('staging')).toContain('TEXT: two');
  expect(shop.rendered('production')).toContain('TEXT: one');
});
