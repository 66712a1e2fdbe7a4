import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { digest, image, Manifests } from '../../change/manifests.ts';

const ENVIRONMENT = `import { argocd, defineEnvironment, previews } from 'kumiki';
import { Mail, Users } from '../apps/apps.ts';
const staging = defineEnvironment({ name: 'staging', edition: 1, kubernetes: '1.34',
  delivery: argocd({ repository: 'https://git.example.com/m.git' }),
  build(environment) { new Users(environment); new Mail(environment); } });
export default [staging, ...previews(staging)];
`;
const FILE = 'environments/previews/pr-1.json';
const BRANCH = 'kumiki/preview/pr-1';

function open(...words: readonly string[]): readonly string[] {
  return ['preview', 'open', 'pr-1', '--from', 'staging', '--until', '2027-01-01', ...words];
}

function makeManifests(environments: Readonly<Record<string, string>> = {}): Promise<Manifests> {
  return Manifests.make({
    environments: { staging: '', ...environments },
    files: { 'environments/staging.ts': ENVIRONMENT },
  });
}

const today = () => new Date('2026-12-01T12:00Z');

test('a second proposal keeps the images of the first, which nobody has merged yet', async () => {
  const manifests = await makeManifests();
  await manifests.json(open('users', image('b')), { today });

  await manifests.json(open('users', image('c', 'worker')), { today });
  const again = await manifests.json(open('users', image('b')), { today });

  const { images } = JSON.parse(await manifests.file(BRANCH, FILE)) as { readonly images: object };
  expect(images).toMatchObject({ users: { api: { digest: digest('b') }, worker: { digest: digest('c') } } });
  expect(again).toMatchObject({ code: 0, answer: { action: 'none' } });
});

test('what was opened is opened again after a lost race, with its root in the base', async () => {
  const manifests = await makeManifests();
  const taken = path.join(manifests.remote.url, 'taken');
  const hook = `#!/bin/sh\nif [ ! -e '${taken}' ]; then touch '${taken}'; echo 'cannot lock ref' >&2; exit 1; fi\n`;
  writeFileSync(path.join(manifests.remote.url, 'hooks/update'), hook, { mode: 0o755 });

  const { code } = await manifests.json(open('users', image('b')), { today });

  expect(code).toBe(0);
  const changed = await manifests.changed(BRANCH);
  expect(changed).toContain('dist/staging/delivery/application-staging-pr-1-delivery.yaml');
});

test.each([
  [
    'production',
    "--from 'production' is protected, and nothing that was not reviewed for it may run beside it. Use another environment.",
  ],
  [
    'stagin',
    "--from 'stagin' is no environment of the base. Did you mean staging? There are: production, staging, staging-pr-0.",
  ],
  ['staging-pr-0', "--from 'staging-pr-0' is a preview itself. Use another environment."],
])('--from %s is refused, and nothing is proposed', async (from, message) => {
  const manifests = await makeManifests({ production: 'protected: true,' });
  const text = JSON.stringify({ from: 'staging', until: '2027-01-01', images: {} });
  await manifests.remote.commit({ 'environments/previews/pr-0.json': text });

  const { code, err } = await manifests.run(['preview', 'open', 'pr-1', '--from', from, 'users', image('b')]);

  expect([code, err]).toEqual([1, `${message}\n`]);
  expect(await manifests.remote.branches()).toEqual([]);
});
