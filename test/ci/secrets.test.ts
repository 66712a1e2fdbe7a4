import { expect, test } from 'vitest';
import { isFields } from '../../lib/fields.ts';
import { at } from './at.ts';
import { documentsOf, fileOf, recipeFiles, type RecipeFile } from './recipes.ts';

const SECRET = /KUMIKI_TOKEN|secrets\.|from_secret|"context"|withCredentials|\(\(|\bGH_TOKEN\b/;

/** The job of each host that runs the code of a pull request, as text. */
const UNTRUSTED: readonly (readonly [string, RecipeFile, (document: readonly unknown[]) => unknown])[] = [
  ['github', fileOf('github', 'manifests', 'kumiki-check.yaml'), (all) => all],
  ['gitea', fileOf('gitea', 'manifests', 'kumiki-check.yaml'), (all) => all],
  ['gitlab', fileOf('gitlab', 'manifests', '.gitlab-ci.yml'), ([one]) => at(one, 'check')],
  [
    'circleci',
    fileOf('circleci', 'manifests', 'config.yml'),
    ([one]) => [at(one, 'jobs', 'check'), at(one, 'workflows', 'check')],
  ],
  ['drone', fileOf('drone', 'manifests', '.drone.yml'), (all) => all.find((one) => at(one, 'name') === 'check')],
  ['woodpecker', fileOf('woodpecker', 'manifests', 'kumiki-check.yaml'), (all) => all],
  [
    'concourse',
    fileOf('concourse', 'manifests', 'kumiki.yaml'),
    ([one]) => at(one, 'jobs', '0', 'plan', '2', 'do', '1', 'config'),
  ],
  ['github previews', fileOf('github', 'application', 'kumiki-preview.yaml'), ([one]) => at(one, 'jobs', 'build')],
  ['gitea previews', fileOf('gitea', 'application', 'kumiki-preview.yaml'), ([one]) => at(one, 'jobs', 'build')],
  ['gitlab previews', fileOf('gitlab', 'application', '.gitlab-ci.yml'), ([one]) => at(one, 'build')],
];

test.each(UNTRUSTED)('%s: what runs the code of a pull request has no secret', (_, file, pick) => {
  const job = JSON.stringify(pick(documentsOf(file)));

  expect(job).toMatch(/npm ci|docker buildx/);
  expect(job).not.toMatch(SECRET);
});

test('jenkins: the file for pull requests names no credential', () => {
  expect(fileOf('jenkins', 'manifests', 'Jenkinsfile').text).not.toMatch(/withCredentials|credentialsId|KUMIKI_TOKEN/);
});

test('travis: a check forgets the token that Travis gives to its own branches', () => {
  const [document] = documentsOf(fileOf('travis', 'manifests', '.travis.yml'));

  expect(at(document, 'jobs', 'include', '0', 'before_script', '0')).toBe('unset KUMIKI_TOKEN');
  expect(at(document, 'install')).toMatch(/^env -u KUMIKI_TOKEN npm ci /);
});

test('concourse: code of a pull request runs in a copy that has no setting of what fetched it', () => {
  const [document] = documentsOf(fileOf('concourse', 'manifests', 'kumiki.yaml'));
  const check = at(document, 'jobs', '0', 'plan', '2', 'do', '1', 'config');

  expect(at(check, 'inputs')).toEqual([{ name: 'source' }]);
  expect(at(document, 'jobs', '0', 'plan', '2', 'do', '0', 'config', 'run', 'args', '1')).toContain(
    'git clone --quiet --no-local',
  );
});

test.each(['github', 'gitea'])('%s: what has the token is not started by pull requests', (host) => {
  const [document] = documentsOf(fileOf(host, 'manifests', 'kumiki-bot.yaml'));

  expect(at(document, 'on')).toEqual({
    push: { branches: ['main', 'kumiki/bump/**'] },
    schedule: [{ cron: '*/30 * * * *' }],
  });
});

test.each(['github', 'gitea'])(
  '%s: a preview is made with a token by a job that has none of the sources, and not for forks',
  (host) => {
    const [document] = documentsOf(fileOf(host, 'application', 'kumiki-preview.yaml'));

    for (const name of ['open', 'close']) expect(JSON.stringify(at(document, 'jobs', name))).not.toContain('"uses"');
    for (const name of ['build', 'close'])
      expect(at(document, 'jobs', name, 'if')).toContain(
        'github.event.pull_request.head.repo.full_name == github.repository',
      );
    expect(at(document, 'jobs', 'open', 'needs')).toBe('build');
  },
);

test('gitlab: jobs with the token are for protected branches, and previews have none of the sources', () => {
  const [manifests] = documentsOf(fileOf('gitlab', 'manifests', '.gitlab-ci.yml'));
  const [application] = documentsOf(fileOf('gitlab', 'application', '.gitlab-ci.yml'));

  for (const name of ['repair', 'refresh', 'previews', 'render']) {
    expect(at(manifests, name, 'extends')).toBe('.bot');
    expect(JSON.stringify(at(manifests, name, 'rules'))).not.toContain('merge_request');
  }
  expect(at(application, '.kumiki', 'variables')).toEqual({ GIT_STRATEGY: 'none' });
  for (const name of ['bump', 'preview', 'close preview']) expect(at(application, name, 'extends')).toBe('.kumiki');
  expect(JSON.stringify(application)).not.toContain('dotenv');
});

test('github: permissions are read only, but for the comment, and actions are named by their commit', () => {
  for (const file of recipeFiles.filter(({ host }) => host === 'github')) {
    const [document] = documentsOf(file);
    expect(at(document, 'permissions')).toEqual(file.file.endsWith('report.yaml') ? {} : { contents: 'read' });
    for (const job of jobsOf(document))
      expect([undefined, {}, { actions: 'read', 'pull-requests': 'write' }]).toContainEqual(at(job, 'permissions'));
    for (const [, action] of file.text.matchAll(/uses: (.*)/g))
      expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

test.each(['github', 'gitea'])('%s: no checkout leaves its token behind', (host) => {
  const steps = recipeFiles
    .filter((file) => file.host === host)
    .flatMap((file) => documentsOf(file).flatMap(jobsOf))
    .flatMap((job) => at(job, 'steps'));
  const checkouts = steps.filter((step) => String(at(step, 'uses')).includes('actions/checkout@'));

  expect(checkouts.length).toBeGreaterThan(3);
  expect(checkouts.filter((step) => at(step, 'with', 'persist-credentials') !== false)).toEqual([]);
});

test('github: what posts the report neither checks out nor unpacks to a file', () => {
  const { text } = fileOf('github', 'manifests', 'kumiki-report.yaml');

  expect(text).not.toContain('uses:');
  expect(text).toContain('unzip -p report.zip kumiki-report.txt');
});

test('where a host cannot post safely, the recipe says why', () => {
  for (const [host, name] of [
    ['gitea', 'kumiki-check.yaml'],
    ['circleci', 'config.yml'],
    ['travis', '.travis.yml'],
    ['jenkins', 'Jenkinsfile'],
    ['drone', '.drone.yml'],
    ['woodpecker', 'kumiki-check.yaml'],
  ] as const)
    expect(fileOf(host, 'manifests', name).text).toMatch(/Nothing is posted: .{20,}/);
});

test('every recipe with a token says what the token may', () => {
  const silent = recipeFiles.filter(
    ({ text }) => /^[^#/]*KUMIKI_TOKEN/m.test(text) && !/^(?:#|\/\/) KUMIKI_TOKEN is .*token/m.test(text),
  );

  expect(silent.map(({ file }) => file)).toEqual([]);
});

test('a recipe that names the rights of a token of GitHub names what gates read', () => {
  const naming = recipeFiles.filter(({ text }) => /Contents and\s/.test(text));

  expect(naming.length).toBeGreaterThan(10);
  expect(naming.filter(({ text }) => !text.includes('for gates also Commit statuses, read'))).toEqual([]);
});

function jobsOf(document: unknown): readonly unknown[] {
  const jobs = at(document, 'jobs');
  return isFields(jobs) ? Object.values(jobs) : [];
}
