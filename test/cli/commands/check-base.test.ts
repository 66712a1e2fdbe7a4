import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository, write } from '../../environment/fixture-repository.ts';
import { previewedSource, previewText } from '../../environment/previews/preview-source.ts';
import { runKumiki, type Ended } from '../run-kumiki.ts';
import { commit, runGit } from './status/git-shop.ts';

const DATE = '2026-11-01T12:00:00Z';
const ENV = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
const DELETIONS = 'environments/production/deletions.json';
const ARGO_CD = "delivery: argocd({ repository: 'https://git.example.com/acme/manifests.git' }),";

/** An environment of an application for each file of `objects/`. */
function environment(applications: readonly string[], props = '', name = 'production'): string {
  const body = applications.map(
    (one) => `new Manifests(new Application(environment, '${one}'), 'all', { from: 'objects/${one}.yaml' });`,
  );
  return `import { Application, argocd, defineEnvironment, flux, Manifests } from 'kumiki';
export default defineEnvironment({ name: '${name}', edition: 1, kubernetes: '1.34', ${props}
  build(environment) {
    ${body.join('\n    ')}
  },
});
`;
}

function object(kind: string, name: string, rest = ''): string {
  const apiVersion = API_VERSIONS[kind] ?? 'v1';
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n${rest}`;
}

const API_VERSIONS: Readonly<Record<string, string>> = {
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  StatefulSet: 'apps/v1',
};

function claim(name: string, storageClassName = 'fast'): string {
  return object(
    'PersistentVolumeClaim',
    name,
    `spec:
  accessModes: [ReadWriteOnce]
  storageClassName: ${storageClassName}
  resources: { requests: { storage: 1Gi } }
`,
  );
}

function statefulSet(name: string, serviceName = name): string {
  const labels = `{ app: ${name} }`;
  return object(
    'StatefulSet',
    name,
    `spec:
  serviceName: ${serviceName}
  selector: { matchLabels: ${labels} }
  template:
    metadata: { labels: ${labels} }
    spec: { containers: [{ name: db, image: 'db:1' }] }
`,
  );
}

const CONFIG = object('ConfigMap', 'settings', 'data: { A: a }\n');

function stream(...documents: readonly string[]): string {
  return documents.join('---\n');
}

interface Given {
  readonly users?: string;
  readonly props?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** A repository whose last commit is its own render: `users`, and `mail` with a ConfigMap. */
async function makeCommitted({ users = CONFIG, props = '', files = {} }: Given = {}): Promise<string> {
  const root = makeRepository({
    'package.json': '{ "type": "module" }',
    'environments/production.ts': environment(['users', 'mail'], props),
    'objects/users.yaml': users,
    'objects/mail.yaml': CONFIG,
    ...files,
  });
  runGit(root, ['init', '--quiet', '--initial-branch', 'main']);
  await commitRender(root);
  return root;
}

async function commitRender(root: string): Promise<void> {
  const { code, err } = await runKumiki(root, ['synth']);
  expect({ code, err }).toMatchObject({ code: 0 });
  commit(root, 'Change', { date: DATE, files: {} });
}

function check(root: string, ...args: readonly string[]): Promise<Ended> {
  return runKumiki(root, ['check', '--base', 'HEAD', ...args], { env: ENV });
}

/** The one refusal, and that the entry which it prints lifts it. */
async function refusalOf(root: string): Promise<string> {
  const { code, err } = await check(root);
  expect({ code, err }).toMatchObject({ code: 4 });
  const [, file = '', entry = ''] = /to (environments\/\S+\/deletions\.json): (\{.*\})/.exec(err) ?? [];
  write(root, file, `[${entry.replace('…', 'agreed')}]`);
  const again = await check(root);
  expect({ code: again.code, err: again.err }).toEqual({ code: 0, err: '' });
  return err;
}

test('nothing is refused where nothing goes, and the findings of check come too', async () => {
  const root = await makeCommitted();
  write(root, 'objects/users.yaml', stream(CONFIG, claim('data')));

  expect(await check(root)).toEqual({ code: 0, out: '5 objects checked: nothing found.\n', err: '' });
});

test.each<[string, string, string]>([
  ['PersistentVolumeClaim', claim('data'), 'Its data may go with it. Keep it under this name and namespace, or add'],
  ['StatefulSet', statefulSet('db'), 'Its Pods stop, and its claims are left behind, or go too.'],
])('a %s does not go without an entry', async (kind, text, effect) => {
  const root = await makeCommitted({ users: stream(CONFIG, text) });
  write(root, 'objects/users.yaml', CONFIG);

  const err = await refusalOf(root);

  expect(err).toContain(`production: ${kind} `);
  expect(err).toContain(effect);
  expect(err).toContain('{ "application": "users", "object": "');
});

test('a Namespace does not go with its application', async () => {
  const props = "namespace: () => 'shop',";
  const root = await makeCommitted({ users: object('ConfigMap', 'own'), props });
  write(root, 'environments/production.ts', environment(['users', 'mail'], "namespace: () => 'other',"));

  const { code, err } = await check(root);

  expect(code).toBe(4);
  expect(err).toContain('Namespace shop goes. Everything in it goes with it.');
  expect(err).toContain('{ "application": "delivery", "object": "Namespace/shop", "reason": "…" }');
});

test.each<[string, string, string, string]>([
  ['StatefulSet', statefulSet('db'), statefulSet('db', 'other'), '/spec/serviceName was "db" and is "other"'],
  ['claim', claim('data'), claim('data', 'slow'), '/spec/storageClassName was "fast" and is "slow"'],
])('a %s is not made anew without an entry', async (_, before, after, change) => {
  const root = await makeCommitted({ users: stream(CONFIG, before) });
  write(root, 'objects/users.yaml', stream(CONFIG, after));

  expect(await refusalOf(root)).toContain(`would have to be made anew: ${change}.`);
});

test('an application does not go without an entry', async () => {
  const root = await makeCommitted({ users: stream(CONFIG, claim('data')) });
  write(root, 'environments/production.ts', environment(['mail']));
  write(root, DELETIONS, '[{ "application": "delivery", "object": "Namespace/users", "reason": "agreed" }]');

  const { code, err } = await check(root);

  expect(code).toBe(4);
  expect(err).toContain(
    'production/users: goes with everything in it, 2 objects, among them PersistentVolumeClaim users/data. Bring it back, or add an entry with the reason to environments/production/deletions.json: { "application": "users", "reason": "…" }',
  );
});

test('an environment does not go without an entry, whose file stays behind', async () => {
  const root = await makeCommitted({ files: { 'environments/staging.ts': environment(['mail'], '', 'staging') } });
  rmSync(path.join(root, 'environments/production.ts'));

  const err = await refusalOf(root);

  expect(err).toContain('production: goes with everything in it, 4 objects,');
  expect(err).toContain('environments/production/deletions.json: { "reason": "…" }');
});

test('more than a fifth does not go, or what the config says', async () => {
  const many = Array.from({ length: 40 }, (_, index) => object('ConfigMap', `c-${index}`));
  const root = await makeCommitted({ users: stream(...many) });
  write(root, 'objects/users.yaml', stream(...many.slice(11)));

  const { code, err } = await check(root);

  expect(code).toBe(4);
  expect(err).toContain(
    'production: 11 of its 43 objects go, and without a word at most 10 may: ConfigMap users/c-0, ConfigMap users/c-1, ConfigMap users/c-10, ConfigMap users/c-2, ConfigMap users/c-3 and 6 more. Bring them back, give them entries of their own, or add an entry with the reason, for the environment as a whole, to environments/production/deletions.json: { "reason": "…" }',
  );
  write(root, 'kumiki.config.ts', "export default { maxDeletes: '30%' };");
  expect((await check(root)).code).toBe(0);
  write(root, 'kumiki.config.ts', 'export default { maxDeletes: 3 };');
  expect((await check(root)).err).toContain('at most 3 may');
});

test('another place to deliver from is refused, each Application with the field', async () => {
  const root = await makeCommitted({ props: ARGO_CD });
  write(root, 'environments/production.ts', environment(['users', 'mail'], ARGO_CD.replace('acme', 'other')));

  const { code, err } = await check(root);

  expect(code).toBe(4);
  expect(err).toContain(
    'delivers another place: /spec/source/repoURL was "https://git.example.com/acme/manifests.git" and is "https://git.example.com/other/manifests.git"',
  );
  expect(err).toContain('Application.argoproj.io/argocd/production-users');
  write(root, DELETIONS, '[{ "application": "delivery", "reason": "another host" }]');
  expect((await check(root)).code).toBe(0);
});

test.each<[string, string]>([
  ['spec: { path: ./a, prune: false, interval: 1m, sourceRef: { kind: GitRepository, name: a } }', 'begins to prune'],
  ['spec: { path: ./b, prune: true, interval: 1m, sourceRef: { kind: GitRepository, name: a } }', 'delivers another'],
])('a file that another program wrote is guarded too: %s', async (before, message) => {
  const file = 'dist/production/legacy/kustomization.yaml';
  const text = (spec: string) =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: a, namespace: flux-system }\n${spec}\n`;
  const files = {
    [file]: text(before),
    'kumiki.config.ts': "export default { foreign: ['dist/production/legacy/*'] };",
  };
  const root = await makeCommitted({ props: 'protected: true,', files });
  write(
    root,
    file,
    text('spec: { path: ./a, prune: true, interval: 1m, sourceRef: { kind: GitRepository, name: a } }'),
  );

  expect(await refusalOf(root)).toContain(message);
});

test('with one file for each application, only what changed in it is judged', async () => {
  const root = await makeCommitted({
    users: stream(CONFIG, claim('data'), claim('more'), object('ConfigMap', 'text', 'data: { A: "a\\n\\n" }\n')),
    files: { 'kumiki.config.ts': "export default { files: 'application' };" },
  });
  write(root, 'objects/users.yaml', stream(CONFIG, claim('data'), object('ConfigMap', 'text', 'data: { A: b }\n')));

  const err = await refusalOf(root);

  expect(err).toContain('PersistentVolumeClaim users/more goes.');
  expect(err.match(/goes/g)).toHaveLength(1);
});

test('files of another layout hold the same objects', async () => {
  const root = await makeCommitted({ users: stream(CONFIG, claim('data')) });
  write(root, 'kumiki.config.ts', "export default { files: 'application' };");

  expect(await check(root)).toMatchObject({ code: 0, err: '' });
});

test('an object that lies in another folder with the same identity stays', async () => {
  const props = "namespace: () => 'shop',";
  const root = await makeCommitted({ users: stream(object('ConfigMap', 'own'), claim('data')), props });
  write(root, 'objects/users.yaml', object('ConfigMap', 'own'));
  write(root, 'objects/mail.yaml', stream(CONFIG, claim('data')));

  expect(await check(root)).toMatchObject({ code: 0, err: '' });
});

test('a mistake wins over a refusal, and says what was not compared', async () => {
  const root = await makeCommitted({
    users: stream(CONFIG, claim('data')),
    files: { 'environments/staging.ts': environment(['mail'], '', 'staging') },
  });
  write(root, 'objects/users.yaml', CONFIG);
  write(root, 'objects/mail.yaml', `${CONFIG}dta: 1\n`);

  const { code, err } = await check(root);

  expect(code).toBe(1);
  expect(err).toContain('dta is not a field');
  expect((await check(root, '--only', 'change')).code).toBe(1);
  expect(err).toContain('--base HEAD: could not be compared with production, staging, as errors keep that');
});

test('a refusal and a mistake that is found with it: exit code 1', async () => {
  const root = await makeCommitted({ users: stream(CONFIG, claim('data')) });
  write(root, 'objects/users.yaml', CONFIG);
  write(root, 'dist/production/users/foreign.yaml', CONFIG);

  const { code, out } = await check(root, '--json');

  expect(code).toBe(1);
  const { objects, findings } = JSON.parse(out);
  expect(objects).toBe(4);
  expect(findings).toMatchObject([
    { rule: 'delivery/foreign-file', severity: 'error' },
    {
      rule: 'change/protected-deleted',
      severity: 'error',
      environment: 'production',
      application: 'users',
      object: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'users', name: 'data' },
    },
  ]);
});

test('an entry is spent when its object is gone from the base, and early where it stays', async () => {
  const root = await makeCommitted({ users: stream(CONFIG, claim('data')) });
  const entry = (name: string) => `{ "object": "PersistentVolumeClaim/${name}", "reason": "r" }`;
  write(root, DELETIONS, `[${entry('gone')}, ${entry('data')}]`);

  const { code, err } = await check(root);

  expect(code).toBe(0);
  expect(err).toContain(`warning ${DELETIONS}: [0], ${entry('gone')}, names what is not there any more. Take it out:`);
  expect(err).toContain(`info ${DELETIONS}: [1], ${entry('data')}, names what stays.`);
});

test('a broken deletions.json is a mistake, with all that is wrong', async () => {
  const root = await makeCommitted();
  write(root, DELETIONS, '[{ "app": "users", "reason": "r" }, { "application": "mail" }]');

  const { code, err } = await check(root);

  expect(code).toBe(1);
  expect(err).toContain(`${DELETIONS}: [0].app is no key of it. There are: application, object, reason.`);
  expect(err).toContain(`${DELETIONS}: [1].reason is missing. Say why it may go.`);
});

test('closing a preview is no deletion, whatever it held', async () => {
  const preview = 'environments/previews/pr-1.json';
  const root = await makeCommitted({
    files: {
      'environments/staging.ts': previewedSource({
        props: ARGO_CD,
        body: `new Manifests(new Application(environment, 'users'), 'all', { from: 'objects/users.yaml' });`,
      }).replace('Config,', 'Config, Manifests,'),
      [preview]: previewText('staging', {}),
    },
    users: stream(CONFIG, claim('data')),
  });
  rmSync(path.join(root, preview));

  expect(await check(root)).toMatchObject({ code: 0, err: '' });
});

test('a folder that holds a dist is a base too, also outside of git', async () => {
  const root = await makeCommitted({ users: stream(CONFIG, claim('data')) });
  const old = makeRepository({});
  runGit(root, ['worktree', 'add', '--quiet', '--detach', path.join(old, 'base')]);
  rmSync(path.join(root, '.git'), { recursive: true });
  write(root, 'objects/users.yaml', CONFIG);

  const { code, err } = await runKumiki(root, ['check', '--base', path.join(old, 'base')]);

  expect(code).toBe(4);
  expect(err).toContain('PersistentVolumeClaim users/data goes.');
});

test('a repository inside of a larger one is compared with its own folder', async () => {
  const root = await makeCommitted({ users: stream(CONFIG, claim('data')) });
  const outer = makeRepository({});
  rmSync(path.join(root, '.git'), { recursive: true });
  const inner = path.join(outer, 'ops/manifests');
  cpSync(root, inner, { recursive: true });
  runGit(outer, ['init', '--quiet', '--initial-branch', 'main']);
  commit(outer, 'Begin', { date: DATE, files: {} });
  write(inner, 'objects/users.yaml', CONFIG);

  const { code, err } = await check(inner);

  expect(code).toBe(4);
  expect(err).toContain('PersistentVolumeClaim users/data goes.');
});

test('what came to the base alone is told beside what looks as if it went', async () => {
  const root = await makeCommitted();
  const branch = runGit(root, ['rev-parse', 'HEAD']);
  write(root, 'objects/users.yaml', stream(CONFIG, claim('data')));
  await commitRender(root);
  runGit(root, ['checkout', '--quiet', branch]);

  const { code, err } = await runKumiki(root, ['check', '--base', 'main'], { env: ENV });

  expect(code).toBe(4);
  expect(err).toContain(
    'warning --base main: has commits that HEAD has not. What came with them looks as if it went: merge main first, or compare with what both have, --base "$(git merge-base HEAD main)".',
  );
});

test.each<[string, string]>([
  ['origin/main', 'git fetch origin +refs/heads/main:refs/remotes/origin/main'],
  ['v1.2.3', 'git fetch origin tag v1.2.3'],
  ['next', 'git fetch origin next:next'],
  ['a'.repeat(40), `git fetch origin ${'a'.repeat(40)}`],
  ['HEAD~5', 'git fetch origin'],
])('a commit that is not there gives the line that fetches it: %s', async (base, line) => {
  const root = await makeCommitted();
  runGit(root, ['remote', 'add', 'origin', 'https://git.example.com/m.git']);

  const { code, err } = await runKumiki(root, ['check', '--base', base], { env: ENV });

  expect(code).toBe(1);
  expect(err).toBe(
    `--base '${base}': is no commit that this clone has, and it is no folder that holds a dist. Fetch it: ${line}\n`,
  );
});

test('a shallow clone stays one, and the line that it gives is enough', async () => {
  const origin = await makeCommitted({ users: stream(CONFIG, claim('data')) });
  runGit(origin, ['branch', 'base']);
  commit(origin, 'More', { date: DATE, files: { 'README.md': 'more' } });
  const folder = makeRepository({});
  runGit(folder, ['clone', '--quiet', '--depth=1', '--branch', 'main', `file://${origin}`, 'clone']);
  const root = path.join(folder, 'clone');
  write(root, 'objects/users.yaml', CONFIG);
  const args = ['check', '--base', 'origin/base'];

  const { code, err } = await runKumiki(root, args, { env: ENV });

  const line = 'git fetch --depth=1 origin +refs/heads/base:refs/remotes/origin/base';
  expect(code).toBe(1);
  expect(err).toBe(
    `--base 'origin/base': is no commit that this clone has, which is a shallow one. Fetch it: ${line}\n`,
  );
  runGit(root, line.split(' ').slice(1));
  expect(await runKumiki(root, args, { env: ENV })).toMatchObject({ code: 4 });
});

test('a clone without contents asks no network, and gives the line that fetches them', async () => {
  const origin = await makeCommitted({ users: stream(CONFIG, claim('data')) });
  runGit(origin, ['config', 'uploadpack.allowFilter', 'true']);
  runGit(origin, ['branch', 'base']);
  write(origin, 'objects/users.yaml', CONFIG);
  rmSync(path.join(origin, 'dist/production/users/persistentvolumeclaim-data.yaml'));
  commit(origin, 'Remove', { date: DATE, files: {} });
  const folder = makeRepository({});
  runGit(folder, ['clone', '--quiet', '--filter=blob:none', '--branch', 'main', `file://${origin}`, 'clone']);
  const root = path.join(folder, 'clone');
  const args = ['check', '--base', 'origin/base'];

  const { code, err } = await runKumiki(root, args, { env: ENV });

  expect(code).toBe(1);
  const [, line = ''] =
    /^--base 'origin\/base': this clone lacks the content of dist\/production\/users\/\S+\. Fetch it: (.*)\n$/.exec(
      err,
    ) ?? [];
  execFileSync('sh', ['-c', line], { cwd: root, env: ENV });
  expect(await runKumiki(root, args, { env: ENV })).toMatchObject({ code: 4 });
});

test.each<[string, readonly string[], string]>([
  ['paths', ['HEAD', 'objects'], '--base goes without paths: it guards what the environments render.'],
  ['nothing', [''], '--base is empty. Name a commit, such as origin/main, or a folder with a dist.'],
  ['a folder without a dist', ['./objects'], "--base './objects': holds no dist. Name the folder that holds one,"],
])('refuses %s', async (_, args, message) => {
  const root = await makeCommitted();

  const { code, err } = await runKumiki(root, ['check', '--base', ...args], { env: ENV });

  expect(code).toBe(1);
  expect(err).toContain(message);
});

test('without git there has to be a folder', async () => {
  const root = makeRepository({
    'package.json': '{ "type": "module" }',
    'environments/production.ts': environment(['users']),
    'objects/users.yaml': CONFIG,
  });

  const { code, err } = await runKumiki(root, ['check', '--base', 'main'], { env: ENV });

  expect(code).toBe(1);
  expect(err).toContain("--base 'main': git knows no repository in");
  expect(err).toContain('Run it in a clone, or name such a folder.');
});

test('writes nothing', async () => {
  const root = await makeCommitted({ users: stream(CONFIG, claim('data')) });
  write(root, 'objects/users.yaml', CONFIG);

  await check(root);

  expect(runGit(root, ['status', '--porcelain'])).toBe('M objects/users.yaml');
});
