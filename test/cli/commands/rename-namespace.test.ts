import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { environmentSource, makeRepository, write } from '../../environment/fixture-repository.ts';
import { runKumiki } from '../run-kumiki.ts';

const PINS = '{ "api": { "image": "ghcr.io/acme/users", "tag": "1.0.0" } }\n';

function usersSource(id: string, options = ''): string {
  return `import { Application, Worker, type Environment } from 'kumiki';
const ID = ${id};
export class Users extends Application {
  constructor(environment: Environment) {
    super(environment, ID${options});
    new Worker(this, 'api', { image: this.image('api') });
  }
}
`;
}

/** What was rendered under an id that is no literal. */
async function makeRendered(): Promise<string> {
  const root = makeRepository({
    'package.json': '{ "type": "module" }',
    'apps/users.ts': usersSource("'us' + 'ers'"),
    'environments/staging.ts': environmentSource(
      'staging',
      'new Users(environment);',
      "import { Users } from '../apps/users.ts';",
    ),
    'environments/staging/images/users.json': PINS,
  });
  expect(await runKumiki(root, ['synth'])).toMatchObject({ code: 0 });
  return root;
}

const RENAME = ['rename', 'users', 'people', '--reason', 'wording'];

test('an id that was changed by hand without its namespace is refused, with what to add', async () => {
  const root = await makeRendered();
  write(root, 'apps/users.ts', usersSource("'people'"));

  const { code, err } = await runKumiki(root, RENAME);

  expect(code).toBe(1);
  expect(err).toMatch(
    /^staging: 'people' is in the namespace 'people', and 'users' is in 'users' in dist\. Add namespace: 'users' beside the id 'people' of the application that environments\/staging\.ts:\d+ makes, and run this again\./,
  );
  expect(existsSync(path.join(root, 'environments/staging/images/users.json'))).toBe(true);
  expect(existsSync(path.join(root, 'dist/staging/users'))).toBe(true);
});

test('with its namespace beside it, the data follows', async () => {
  const root = await makeRendered();
  write(root, 'apps/users.ts', usersSource("'people'", ", { namespace: 'users' }"));

  expect(await runKumiki(root, RENAME)).toMatchObject({
    code: 0,
    out: expect.stringContaining('users is people now, in 1 environment.'),
  });
});
