import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { environmentSource, makeRepository, write } from '../../environment/fixture-repository.ts';
import { runKumiki } from '../run-kumiki.ts';
import { textsBelow } from '../shop.ts';
import { CERTIFICATE, opened, runSecret, TODAY } from './secret/vault.ts';

const PINS = '{ "api": { "image": "ghcr.io/acme/users", "tag": "1.0.0" } }\n';

/** An application `users` in a file that the tests change. */
function usersSource(id = "'users'", options = '', body = ''): string {
  return `import { Application, WebService, Worker, type Environment } from 'kumiki';

export class Users extends Application {
  constructor(environment: Environment) {
    super(environment, ${id}${options});
    new Worker(this, 'api', { image: this.image('api') });
    ${body}
  }
}

export class Mail extends Application {
  constructor(environment: Environment) {
    super(environment, 'mail');
    new WebService(this, 'mail', { image: 'ghcr.io/acme/mail:1.0.0', port: 8080 });
  }
}
`;
}

function environmentOf(name: string, body = 'new Users(environment); new Mail(environment);'): string {
  return environmentSource(
    name,
    body,
    "import { Application } from 'kumiki';\nimport { Mail, Users } from '../apps/users.ts';",
  );
}

function makeUsers(files: Readonly<Record<string, string>> = {}): string {
  return makeRepository({
    'package.json': '{ "type": "module" }',
    'apps/users.ts': usersSource(),
    'environments/production.ts': environmentOf('production'),
    'environments/staging.ts': environmentOf('staging'),
    'environments/production/images/users.json': PINS,
    'environments/staging/images/users.json': PINS,
    ...files,
  });
}

function read(root: string, file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** The files of a repository but for what caches leave. */
function filesOf(root: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(textsBelow(root)).filter(([file]) => !file.startsWith('node_modules')));
}

test('source, data and dist change together, and the namespace stays', async () => {
  const root = makeUsers({ 'environments/production/holds/users.json': '{ "reason": "payment" }\n' });
  await runKumiki(root, ['synth']);

  const { code, out } = await runKumiki(root, ['rename', 'users', 'people']);

  expect({ code, out }).toMatchInlineSnapshot(`
    {
      "code": 0,
      "out": "users is people now, in 2 environments. Changed, with dist:
      apps/users.ts
      environments/production/holds/people.json
      environments/production/holds/users.json
      environments/production/images/people.json
      environments/production/images/users.json
      environments/staging/images/people.json
      environments/staging/images/users.json
    What goes under the old name needs an entry, with the reason, for check --base:
      environments/production/deletions.json: { "application": "users", "reason": "…" }
      environments/staging/deletions.json: { "application": "users", "reason": "…" }
    ",
    }
  `);
  const files = filesOf(root);
  expect(files['apps/users.ts']).toBe(usersSource("'people'", ", { namespace: 'users' }"));
  expect(files['environments/production/images/people.json']).toBe(PINS);
  expect(files['dist/production/people/deployment-people-api.yaml']).toContain('\n  namespace: users\n');
  expect(Object.keys(files).filter((file) => file.includes('users.json') || file.includes('/users/'))).toEqual([]);
  expect((await runKumiki(root, ['synth', '--check'])).code).toBe(0);
});

test('--reason writes the entries that a reviewer has to see', async () => {
  const root = makeUsers({
    'environments/staging/deletions.json': '[{ "object": "Service/mail", "reason": "old" }]\n',
  });
  await runKumiki(root, ['synth']);

  const { code, out } = await runKumiki(root, ['rename', 'users', 'people', '--reason', 'it is people', '--json']);

  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    action: 'renamed',
    from: 'users',
    to: 'people',
    environments: ['production', 'staging'],
    rendered: true,
    reseal: [],
    deletions: [
      {
        environment: 'production',
        file: 'environments/production/deletions.json',
        entry: { application: 'users', reason: 'it is people' },
        written: true,
      },
      { environment: 'staging', written: true },
    ],
    notes: [],
    findings: [],
  });
  expect(JSON.parse(read(root, 'environments/production/deletions.json'))).toEqual([
    { application: 'users', reason: 'it is people' },
  ]);
  expect(JSON.parse(read(root, 'environments/staging/deletions.json'))).toEqual([
    { object: 'Service/mail', reason: 'old' },
    { application: 'users', reason: 'it is people' },
  ]);
});

test('where the environment says the namespace, nothing is added to the source', async () => {
  const namespaced = environmentOf('production').replace('  build(', "  namespace: () => 'acme',\n  build(");
  const root = makeUsers({
    'environments/production.ts': namespaced,
    'environments/staging.ts': namespaced.replace("'production'", "'staging'"),
  });

  await runKumiki(root, ['rename', 'users', 'people']);

  expect(read(root, 'apps/users.ts')).toBe(usersSource("'people'"));
});

test('strict seals are named with the lines that seal them again, after which dist is rendered', async () => {
  const source = usersSource("'users'", '', "this.secret('database', ['password']);");
  const root = makeUsers({
    'apps/users.ts': source,
    'environments/production/sealing.pem': CERTIFICATE.pem,
    'environments/staging/sealing.pem': CERTIFICATE.pem,
  });
  const set = ['set', 'users', 'database', 'password', '--env'];
  await runSecret(root, [...set, 'production'], 'hunter2');
  await runSecret(root, [...set, 'staging', '--scope', 'namespace-wide'], 'hunter3');
  await runKumiki(root, ['synth']);
  const before = textsBelow(path.join(root, 'dist'));

  const { code, out } = await runKumiki(root, ['rename', 'users', 'people'], { today: () => TODAY });

  const line = 'kumiki secret set people database password --env production --same-value';
  expect(code).toBe(0);
  expect(out).toContain(`Seal these again, each with the value that it had:\n  ${line}\nThen render: npm run synth\n`);
  expect(textsBelow(path.join(root, 'dist'))).toEqual(before);

  const sealedAgain = await runSecret(root, line.split(' ').slice(2), 'hunter2');

  expect(sealedAgain.code).toBe(0);
  expect(opened(root, 'environments/production/secrets/people/database.json')?.values).toEqual({ password: 'hunter2' });
  expect(opened(root, 'environments/staging/secrets/people/database.json')).toMatchObject({
    scope: 'namespace-wide',
    values: { password: 'hunter3' },
  });
  expect((await runKumiki(root, ['synth'])).code).toBe(0);
});

test('what holds data under the old name is told', async () => {
  const database =
    "new StatefulService(this, 'db', { image: 'ghcr.io/acme/db:1.0.0', port: 5432, storage: { '/data': { size: '1Gi' } } });";
  const source = usersSource("'users'", '', database).replace(
    'WebService, Worker',
    'StatefulService, WebService, Worker',
  );
  const root = makeUsers({ 'apps/users.ts': source });
  const synth = await runKumiki(root, ['synth']);
  expect(synth.err).toBe('');

  const { err } = await runKumiki(root, ['rename', 'users', 'people']);

  expect(err).toContain(
    'note: production: StatefulSet users/users-db gets another name. people starts without its data: move that before this is merged.\n',
  );
});

test('an id that was changed by hand: the data follows', async () => {
  const root = makeUsers();
  write(root, 'apps/users.ts', usersSource("'people'", ", { namespace: 'users' }"));

  const { code, out } = await runKumiki(root, ['rename', 'users', 'people']);

  expect(code).toBe(0);
  expect(out).toContain('  environments/staging/images/people.json\n');
  expect(out).not.toContain('apps/users.ts');
});

test('the images of a preview follow with those of its base, and its deletions need no entry', async () => {
  const preview = {
    from: 'staging',
    until: '2030-01-01',
    images: { users: { api: { image: 'ghcr.io/acme/users', tag: 'pr-1' } } },
  };
  const root = makeUsers({
    'environments/staging.ts': environmentOf('staging')
      .replace('export default defineEnvironment', 'const staging = defineEnvironment')
      .replace('defineEnvironment }', 'defineEnvironment, previews }')
      .concat('export default [staging, ...previews(staging)];\n'),
    'environments/previews/pr-1.json': JSON.stringify(preview),
  });

  await runKumiki(root, ['synth']);

  const { code } = await runKumiki(root, ['rename', 'users', 'people', '--reason', 'a better name']);

  expect(code).toBe(0);
  expect(read(root, 'environments/staging/deletions.json')).toContain('a better name');
  // What a preview loses is not guarded.
  expect(existsSync(path.join(root, 'environments/staging-pr-1'))).toBe(false);
  expect(JSON.parse(read(root, 'environments/previews/pr-1.json'))).toEqual({
    ...preview,
    images: { people: preview.images.users },
  });
  expect(read(root, 'dist/staging-pr-1/people/deployment-people-api.yaml')).toContain('ghcr.io/acme/users:pr-1');
});

test('--env leaves out those with an application of their own', async () => {
  const root = makeUsers({
    'environments/staging.ts': environmentOf('staging', 'new Mail(environment);'),
    'environments/test.ts': environmentOf(
      'test',
      "new Application(environment, ['us', 'ers'].join('')); new Mail(environment);",
    ),
  });

  const { code, out } = await runKumiki(root, ['rename', 'users', 'people', '--env', 'production', '--json']);

  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ environments: ['production'] });
});

test.each<[string, readonly string[], number]>([
  ['a reason lets them go', ['--reason', 'it is people'], 0],
  ['without one they are guarded', [], 4],
])('check --base sees what goes under the old name: %s', async (_, reason, code) => {
  const root = makeUsers();
  await runKumiki(root, ['synth']);
  const base = makeRepository(
    Object.fromEntries(Object.entries(filesOf(root)).filter(([file]) => file.startsWith('dist'))),
  );

  await runKumiki(root, ['rename', 'users', 'people', ...reason]);

  expect((await runKumiki(root, ['check', '--base', base])).code).toBe(code);
});

const REFUSED: readonly [string, Readonly<Record<string, string>>, readonly string[], string][] = [
  [
    'an unknown application',
    {},
    ['userz', 'people'],
    "rename: there is no application 'userz'. Did you mean users? There are: mail, users.",
  ],
  [
    'a name that is taken',
    {},
    ['users', 'mail'],
    "production: has an application 'mail' already. Choose another name.",
  ],
  ['the same name', {}, ['users', 'users'], "rename: 'users' is its name already. Choose another one."],
  [
    'the reserved name',
    {},
    ['users', 'delivery'],
    "rename: 'delivery' is the folder of what the environment's root applies. Choose another name.",
  ],
  [
    'a name that is none',
    {},
    ['users', 'Peo_ple'],
    "rename: 'Peo_ple' cannot be an application's id. Use at most 63 lower-case letters",
  ],
  [
    'an environment that is none',
    {},
    ['users', 'people', '--env', 'prod'],
    "--env 'prod' matches nothing. There are: production, staging.",
  ],
  ['an empty reason', {}, ['users', 'people', '--reason', ' '], '--reason is empty. Say why the old names go.'],
  [
    'data that is there already',
    { 'environments/staging/images/people.json': PINS },
    ['users', 'people'],
    'environments/staging/images/people.json: is there already. Delete it, or choose another name.',
  ],
  [
    'data that is broken',
    { 'environments/staging/images/users.json': '{' },
    ['users', 'people'],
    'environments/staging/images/users.json:1: is no JSON',
  ],
  [
    'an id that is no literal',
    { 'apps/users.ts': usersSource('ID').replace('\nexport class Users', "\nconst ID = 'users';\nexport class Users") },
    ['users', 'people'],
    "rename: 'users' is no literal in super(environment, 'users', …), nor in new Application(…). The application is made at environments/production.ts:9, environments/staging.ts:9: follow its constructor to the id. Change the id to 'people' there by hand, keep its namespace with namespace: 'users' beside it, and run this again: it moves the data.",
  ],
  [
    'an id in several places',
    {
      'environments/staging.ts': environmentOf(
        'staging',
        "new Application(environment, 'users'); new Mail(environment);",
      ),
    },
    ['users', 'people'],
    "rename: 'users' stands in several places: apps/users.ts:5, environments/staging.ts:9. Change the id to 'people' there by hand",
  ],
  [
    'an environment less than has it',
    {},
    ['users', 'people', '--env', 'production'],
    "staging: would have 'people' too, by the same line apps/users.ts:5. Leave --env out, to rename it everywhere.\nNothing was changed.",
  ],
  [
    'a namespace that cannot be kept',
    {
      'apps/users.ts': usersSource("'users'", ', OPTIONS').replace(
        '\nexport class Users',
        '\nconst OPTIONS = {};\nexport class Users',
      ),
    },
    ['users', 'people'],
    "production: 'people' would be in the namespace 'people', and 'users' is in 'users'. Change the id at apps/users.ts:6 by hand so that it stays, with namespace: 'users' beside it, and run this again: it moves the data.",
  ],
  [
    'an id that comes from elsewhere',
    {
      'apps/users.ts': usersSource('ID', '', 'new Part(this);')
        .replace('\nexport class Users', "\nconst ID = 'users';\nexport class Users")
        .concat("\nclass Part extends Construct { constructor(scope: Construct) { super(scope, 'users'); } }\n")
        .replace('import {', "import { Construct } from 'constructs';\nimport {"),
    },
    ['users', 'people'],
    "production: has 'users' also with 'people' at apps/users.ts:20: its id comes from elsewhere, environments/production.ts:9.",
  ],
  [
    'what somebody else refers to by name',
    {
      'environments/staging.ts': environmentOf(
        'staging',
        "new Users(environment); new Mail(environment); environment.service('users/api').host.toString();",
      ),
      'apps/users.ts': usersSource("'users'", '', '')
        .replace('port: 8080 }', "port: 8080, env: { USERS: environment.service('users/api').host } }")
        .replace('new Worker(this', 'new WebService(this')
        .replace("image: this.image('api') }", "image: this.image('api'), port: 8080 }"),
    },
    ['users', 'people'],
    'users is as it was: mend these first, or change its id by hand and run this again.',
  ],
];

test.each(REFUSED)('refuses %s, and changes nothing', async (_, files, args, message) => {
  const root = makeUsers(files);
  const before = filesOf(root);

  const { code, err } = await runKumiki(root, ['rename', ...args]);

  expect(err).toContain(message);
  expect(code).toBe(1);
  expect(filesOf(root)).toEqual(before);
});

test('what the render refuses is told in --json too', async () => {
  const root = makeUsers();
  write(
    root,
    'apps/users.ts',
    usersSource("'users'", '', "new Worker(this, 'bad', { image: 'ghcr.io/acme/a:1.0.0', replicas: -1 });"),
  );

  const { code, out } = await runKumiki(root, ['rename', 'users', 'people', '--json']);

  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    action: 'failed',
    files: [],
    rendered: false,
    findings: [{ severity: 'error' }, {}],
  });
});
