import { expect, test } from 'vitest';
import { previewText } from '../../../environment/previews/preview-source.ts';
import { image, Manifests } from '../../change/manifests.ts';

const ENVIRONMENT = `import { argocd, defineEnvironment, previews } from 'kumiki';
import { Mail, Users } from '../apps/apps.ts';
const staging = defineEnvironment({ name: 'staging', edition: 1, kubernetes: '1.34',
  delivery: argocd({ repository: 'https://git.example.com/m.git' }),
  build(environment) { new Users(environment); new Mail(environment); } });
export default [staging, ...previews(staging)];
`;
const OPEN = ['preview', 'open', 'over', '--from', 'staging', '--until', '2026-12-24', 'users', image('b')];
const at = (day: string) => ({ today: () => new Date(`${day}T12:00:00Z`) });
const file = (name: string): string => `environments/previews/${name}.json`;

test('sweep closes what is over beside previews that are wrong, and says of these what is wrong', async () => {
  const manifests = await Manifests.make({
    environments: { staging: '', testing: '' },
    files: { 'environments/staging.ts': ENVIRONMENT },
  });
  await manifests.json(OPEN, at('2026-12-01'));
  await manifests.merge('kumiki/preview/over');
  const files = {
    [file('endless')]: previewText('staging', {}, 'soon'),
    [file('gone')]: previewText('gone', {}, '2026-12-24'),
    [file('none')]: previewText('testing', {}, '2027-12-24'),
    [file('open')]: previewText('staging', {}, '2027-12-24'),
    [file('UPPER')]: previewText('staging', {}, '2026-12-24'),
  };
  await manifests.remote.commit(files, 'main', 'Open by hand');

  const { code, answer } = await manifests.json<readonly unknown[]>(['preview', 'sweep'], at('2026-12-25'));

  const until =
    "until is \"soon\". Use a day, which is its beginning in UTC, or a time with its zone: '2026-12-24' or '2026-12-24T10:00+01:00'.";
  const left = (name: string, problem: string, way = `close it: kumiki preview close ${name} --pr`) => ({
    action: 'none',
    preview: name,
    files: [],
    notes: [`${file(name)}: ${problem}\n${name}: is not swept while that is so. Mend it, or ${way}`],
  });
  expect(code).toBe(1);
  expect(answer).toMatchObject([
    { action: 'closed', preview: 'gone' },
    { action: 'closed', preview: 'over' },
    {},
    {},
    {},
  ]);
  expect(answer.slice(2)).toEqual([
    left(
      'UPPER',
      "cannot be the file of a preview. Its name is 'UPPER'. Use lower-case letters, digits and '-', with a letter or digit at both ends.",
      'remove it.',
    ),
    left('endless', until),
    left(
      'none',
      "from is 'testing', and environments/testing.ts exports no previews of it. Write there: export default [environment, ...previews(environment)].",
    ),
  ]);
  expect(await manifests.remote.branches()).toEqual(['kumiki/preview/gone', 'kumiki/preview/over']);
  expect(await manifests.changed('kumiki/preview/gone')).toEqual([file('gone')]);
  const changed = await manifests.changed('kumiki/preview/over');
  expect(changed.filter((name) => !name.startsWith('dist/staging-over/'))).toEqual([
    'dist/staging/delivery/application-staging-over-delivery.yaml',
    file('over'),
  ]);

  const { err } = await manifests.run(['preview', 'sweep'], at('2026-12-25'));

  expect(err).toContain(`\n${file('endless')}: ${until}\nendless: is not swept while that is so.`);
});
