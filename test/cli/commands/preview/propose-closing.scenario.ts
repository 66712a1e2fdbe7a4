import { expect, test } from 'vitest';
import { digest, image, Manifests } from '../../change/manifests.ts';

const ARGO_CD = "delivery: argocd({ repository: 'https://git.example.com/m.git' }),";
const FLUX = "delivery: flux({ repository: 'https://git.example.com/m.git' }),";
const environment = (props = ''): string => `import { argocd, defineEnvironment, flux, previews } from 'kumiki';
import { Mail, Users } from '../apps/apps.ts';
const staging = defineEnvironment({ name: 'staging', edition: 1, kubernetes: '1.34',
  ${props}
  build(environment) { new Users(environment); new Mail(environment); } });
export default [staging, ...previews(staging)];
`;
const FILE = 'environments/previews/pr-1.json';
const OTHER = 'environments/previews/pr-2.json';
const OPEN = ['preview', 'open', 'pr-1', '--from', 'staging', '--until', '2027-01-01', 'users', image('b')];
const CLOSE = ['preview', 'close', 'pr-1'];
const BRANCH = 'kumiki/preview/pr-1';

function preview(fields: object): string {
  const images = { users: { api: { image: 'api', digest: digest('b') } } };
  return JSON.stringify({ from: 'staging', until: '2027-01-01', images, ...fields });
}

function makeManifests(props?: string, more: Readonly<Record<string, string>> = {}): Promise<Manifests> {
  return Manifests.make({
    environments: { staging: '', testing: '', production: 'protected: true,', ...more },
    files: { 'environments/staging.ts': environment(props) },
  });
}

test.each([
  ['nobody can read', '{'],
  ['ends never', preview({ until: 'soon' })],
  ['is from a base that is gone', preview({ from: 'gone' })],
  ['is from a protected base', preview({ from: 'production' })],
  ['is from a base that exports none', preview({ from: 'testing' })],
  ['names an image that nobody asks for', preview({ images: { users: { apo: { image: 'a', tag: '1' } } } })],
])('a preview that %s is closed by a pull request that takes it alone', async (_, text) => {
  const manifests = await makeManifests();
  await manifests.remote.commit({ [FILE]: text }, 'main', 'Open by hand');

  const { code, answer } = await manifests.json(CLOSE);

  expect({ code, answer }).toMatchObject({ code: 0, answer: { action: 'closed', preview: 'pr-1', branch: BRANCH } });
  expect(await manifests.changed(BRANCH)).toEqual([FILE]);
});

test.each([
  ['Argo CD', ARGO_CD],
  ['Flux', FLUX],
])('one that became wrong goes with all that %s had of it, beside another that stays wrong', async (_, props) => {
  const manifests = await makeManifests(props);
  await manifests.json(OPEN);
  await manifests.merge(BRANCH);
  await manifests.remote.commit({ [FILE]: preview({ until: 'soon' }), [OTHER]: '{' }, 'main', 'Break both');

  const { code, answer } = await manifests.json(CLOSE);

  expect({ code, answer }).toMatchObject({ code: 0, answer: { action: 'closed', notes: [] } });
  await manifests.merge(BRANCH);
  expect(await manifests.remote.bare('ls-tree', '-r', '--name-only', 'main')).not.toContain('pr-1');
  await manifests.remote.commit({ [OTHER]: undefined }, 'main', 'Close the other by hand');
  expect(await manifests.json(['repair'])).toMatchObject({ code: 0, answer: { action: 'none', files: [] } });
});

test('one that has the name of a lasting environment takes nothing of that', async () => {
  const manifests = await makeManifests('', { 'staging-pr-1': '' });
  await manifests.remote.commit({ [FILE]: preview({}) }, 'main', 'Open by hand');

  const { code, answer } = await manifests.json(CLOSE);

  expect({ code, answer }).toMatchObject({ code: 0, answer: { action: 'closed', files: [FILE] } });
  expect(answer['notes']).toEqual([`${FILE}: 'staging-pr-1' is another environment too, which stays as it is.`]);
  expect(await manifests.changed(BRANCH)).toEqual([FILE]);
});

test('what else is wrong in the repository is told, and nothing is closed', async () => {
  const manifests = await makeManifests();
  await manifests.remote.commit({ [FILE]: '{', 'environments/testing.ts': 'throw new Error("no");\n' });

  const { code, err } = await manifests.run(CLOSE);

  expect([code, err]).toEqual([1, 'environments/testing.ts:1: throws Error: no.\n']);
  expect(await manifests.remote.branches()).toEqual([]);
});

test('of a base that drifted meanwhile nothing goes but what delivers the preview', async () => {
  const manifests = await makeManifests(ARGO_CD);
  await manifests.json(OPEN);
  await manifests.merge(BRANCH);
  await manifests.remote.commit({ 'environments/staging.ts': environment(`removed: true, ${ARGO_CD}`) });

  await manifests.json(CLOSE);

  const changed = await manifests.changed(BRANCH);
  expect(changed.filter((file) => !file.startsWith('dist/staging-pr-1/'))).toEqual([
    'dist/staging/delivery/application-staging-pr-1-delivery.yaml',
    FILE,
  ]);
});
