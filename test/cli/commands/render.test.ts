import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { standardInput } from '../../../lib/cli/standard-input.ts';
import { environmentSource, makeRepository } from '../../environment/fixture-repository.ts';
import { runKumiki } from '../run-kumiki.ts';

const IMPORTS = `import { Application, Worker } from 'kumiki';`;
const BODY = `const mail = new Application(environment, 'mail'); new Worker(mail, 'mail', { image: mail.image('mail') });`;

function makeMail(body = BODY): string {
  return makeRepository({
    'environments/staging.ts': environmentSource('staging', body, IMPORTS),
    'environments/staging/images/mail.json': pins('a'),
  });
}

function pins(digit: string): string {
  return JSON.stringify({ mail: { image: 'ghcr.io/acme/mail', digest: `sha256:${digit.repeat(64)}` } });
}

function requestFor(digit: string, environment = 'staging') {
  return {
    environment,
    files: { 'environments/staging/images/mail.json': pins(digit) },
    committed: {},
    objectFormat: 'sha1',
  };
}

async function render(root: string, ...requests: readonly unknown[]) {
  const stream = Readable.from(requests.map((request) => `${JSON.stringify(request)}\n`));
  const input = standardInput(
    () => stream,
    () => undefined,
  );
  const { code, out, err } = await runKumiki(root, ['render'], { input });
  return { code, err, answers: out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown])) };
}

const FILE = 'dist/staging/mail/deployment-mail.yaml';

test('it says the policies, then what each request changes, after those before it', async () => {
  const { code, answers } = await render(makeMail(), requestFor('b'), requestFor('c'));

  expect(code).toBe(0);
  expect(answers).toMatchObject([
    { environments: [{ name: 'staging', merge: 'auto' }] },
    {
      applications: { mail: ['mail'] },
      before: { [FILE]: expect.stringContaining('aaaa') },
      changes: { [FILE]: expect.stringContaining('bbbb') },
      restarts: ['Deployment mail/mail'],
    },
    { before: { [FILE]: expect.stringContaining('bbbb') }, changes: { [FILE]: expect.stringContaining('cccc') } },
  ]);
});

test('a request that cannot be built has findings, and the next is answered', async () => {
  const broken = { ...requestFor('b'), files: { 'environments/staging/images/mail.json': null } };

  const { code, answers } = await render(makeMail(), broken, requestFor('c'));

  expect(code).toBe(0);
  expect(answers).toMatchObject([
    {},
    { findings: [{ severity: 'error', message: expect.stringContaining('environments/staging/images/mail.json') }] },
    { changes: { [FILE]: expect.stringContaining('cccc') }, findings: [] },
  ]);
});

test.each([
  [
    'an environment that is not there',
    requestFor('b', 'stagin'),
    `--env 'stagin' is no environment. Did you mean staging?`,
  ],
  ['what is no request', { environment: 'staging' }, 'render: standard input is no request.'],
])('%s ends it with a message', async (_, request, words) => {
  const { code, answers } = await render(makeMail(), request, requestFor('b'));

  expect(code).toBe(1);
  expect(answers).toEqual([expect.anything(), { error: expect.stringContaining(words) }]);
});

test('a repository that cannot be loaded says why instead of a greeting', async () => {
  const root = makeRepository({ 'environments/staging.ts': 'export default 1;' });

  const { code, answers } = await render(root, requestFor('b'));

  expect(code).toBe(1);
  expect(answers).toEqual([{ error: expect.stringContaining('environments/staging.ts') }]);
});
