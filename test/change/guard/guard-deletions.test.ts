import { expect, test } from 'vitest';
import type { Deletion } from '../../../lib/change/deletions.ts';
import { guardDeletions, type GuardInput } from '../../../lib/change/guard/guard-deletions.ts';
import { readDeletions } from '../../../lib/change/deletions.ts';
import type { PlacedObject } from '../../../lib/change/guard/placed-object.ts';
import { argoApplication, configMaps, kustomization, placed } from './objects.ts';

type Given = Partial<GuardInput> & Pick<GuardInput, 'before' | 'after'>;

function guard(given: Given) {
  return guardDeletions({ environment: 'production', isProtected: false, deletions: [], ...given });
}

function rulesOf(given: Given): readonly string[] {
  return guard(given).map(({ rule }) => rule);
}

/** The entry that a refusal prints, with a reason, as the file would hold it. */
function printedEntry(given: Given): Deletion {
  const [{ message = '' } = {}] = guard(given);
  const text = /deletions\.json: (\{.*\})$/.exec(message)?.[1] ?? '';
  const [entry] = readDeletions(`[${text.replace('…', 'agreed')}]`, 'printed');
  if (entry === undefined) throw new Error(`no entry in: ${message}`);
  return entry;
}

const USERS = [placed('users', 'Deployment', 'users'), placed('users', 'Service', 'users')];
const CLAIM = placed('users', 'PersistentVolumeClaim', 'users-data', { spec: { storageClassName: 'fast' } });
const DATABASE = placed('users', 'StatefulSet', 'users-db', {
  spec: { serviceName: 'users-db', selector: { matchLabels: { app: 'db' } }, volumeClaimTemplates: [], replicas: 1 },
});
const NAMESPACE: PlacedObject = {
  application: 'delivery',
  object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'users' } },
};

test('nothing is said where nothing goes, or something comes', () => {
  expect(guard({ before: USERS, after: [...USERS, CLAIM] })).toEqual([]);
});

test.each([
  CLAIM,
  DATABASE,
  NAMESPACE,
  placed('users', 'PersistentVolume', 'disk'),
  placed('users', 'Secret', 'users-token'),
  placed('users', 'SealedSecret', 'users-token'),
  placed('users', 'ExternalSecret', 'users-token'),
  placed('delivery', 'CustomResourceDefinition', 'widgets.example.com'),
])('an object of a protected kind does not go without a word: $object.kind', (one) => {
  const given = { before: [...USERS, one], after: USERS };

  expect(rulesOf(given)).toEqual(['change/protected-deleted']);
  expect(guard({ ...given, deletions: [printedEntry(given)] })).toEqual([]);
});

test('the refusal names the object, what goes with it, and the entry to add', () => {
  const [finding] = guard({ before: [...USERS, CLAIM], after: USERS });

  expect(finding).toEqual({
    rule: 'change/protected-deleted',
    severity: 'error',
    message:
      'production: PersistentVolumeClaim users/users-data goes. Its data may go with it. Keep it under this name and namespace, or add an entry with the reason to environments/production/deletions.json: { "application": "users", "object": "PersistentVolumeClaim/users/users-data", "reason": "…" }',
    environment: 'production',
    application: 'users',
    object: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'users', name: 'users-data' },
  });
});

test.each<[string, PlacedObject]>([
  ['another name', placed('users', 'PersistentVolumeClaim', 'users-files', { spec: { storageClassName: 'fast' } })],
  ['another namespace', placed('users', 'PersistentVolumeClaim', 'users-data', { namespace: 'people' })],
])('%s is a removal', (_, after) => {
  expect(rulesOf({ before: [...USERS, CLAIM], after: [...USERS, after] })).toEqual(['change/protected-deleted']);
});

test('what lies in the folder of another application now stays', () => {
  const moved = { ...CLAIM, application: 'files' };

  expect(guard({ before: [...USERS, CLAIM], after: [...USERS, moved] })).toEqual([]);
  expect(guard({ before: [CLAIM], after: [moved] })).toEqual([]);
});

test.each<[string, PlacedObject, Readonly<Record<string, unknown>>]>([
  ['/spec/volumeClaimTemplates', DATABASE, { volumeClaimTemplates: [{ metadata: { name: 'data' } }] }],
  ['/spec/serviceName', DATABASE, { serviceName: 'db' }],
  ['/spec/selector', DATABASE, { selector: { matchLabels: { app: 'database' } } }],
  ['/spec/storageClassName', CLAIM, { storageClassName: 'slow' }],
])('%s cannot be changed: the object would be made anew', (path, before, change) => {
  const after = { ...before, object: { ...before.object, spec: { ...(before.object['spec'] as object), ...change } } };
  const given = { before: [...USERS, before], after: [...USERS, after] };

  expect(guard(given)).toMatchObject([
    { rule: 'change/replaced', path, object: { name: before.object.metadata.name } },
  ]);
  expect(guard({ ...given, deletions: [printedEntry(given)] })).toEqual([]);
});

test('what may be changed is none of it: replicas, the size of a claim', () => {
  const scaled = {
    ...DATABASE,
    object: { ...DATABASE.object, spec: { ...(DATABASE.object['spec'] as object), replicas: 3 } },
  };
  const grown = {
    ...CLAIM,
    object: { ...CLAIM.object, spec: { storageClassName: 'fast', resources: { requests: { storage: '2Gi' } } } },
  };

  expect(guard({ before: [DATABASE, CLAIM], after: [scaled, grown] })).toEqual([]);
});

test('an application goes with a word for all of it, and for what delivers it', () => {
  const others = configMaps('mail', 3);
  const given = {
    before: [...USERS, CLAIM, ...others, argoApplication('users'), argoApplication('mail')],
    after: [...others, argoApplication('mail')],
  };

  const [finding, ...more] = guard(given);

  expect(more).toEqual([]);
  expect(finding).toMatchObject({ rule: 'change/application-deleted', application: 'users' });
  expect(finding?.message).toContain(
    'production/users: goes with everything in it, 3 objects, among them PersistentVolumeClaim users/users-data. Bring it back,',
  );
  expect(printedEntry(given)).toEqual({ application: 'users', reason: 'agreed' });
  expect(guard({ ...given, deletions: [printedEntry(given)] })).toEqual([]);
});

test('an application of which unchanged objects are left out stays', () => {
  expect(guard({ before: USERS, after: [], unchanged: new Map([['users', 100]]) })).toEqual([]);
});

test('an environment goes with one word, its own or one for each application', () => {
  const given = { before: [...USERS, ...configMaps('mail', 2), NAMESPACE], after: [NAMESPACE] };

  expect(guard(given)).toMatchObject([
    {
      rule: 'change/environment-deleted',
      message: expect.stringContaining('production: goes with everything in it, 5 objects.'),
    },
  ]);
  expect(printedEntry(given)).toEqual({ reason: 'agreed' });
  expect(guard({ ...given, deletions: [{ reason: 'closed' }] })).toEqual([]);
  expect(
    guard({
      ...given,
      deletions: [
        { application: 'users', reason: 'closed' },
        { application: 'mail', reason: 'closed' },
      ],
    }),
  ).toEqual([]);
  expect(rulesOf({ ...given, deletions: [{ application: 'users', reason: 'closed' }] })).toEqual([
    'change/environment-deleted',
  ]);
});

test('the only application under another name leaves an environment', () => {
  expect(rulesOf({ before: USERS, after: configMaps('people', 2) })).toEqual(['change/application-deleted']);
});

test.each<[string, number, number, GuardInput['maxDeletes'], boolean]>([
  ['a fifth of many may go', 100, 20, undefined, true],
  ['more than a fifth may not', 100, 21, undefined, false],
  ['of few, ten may go', 20, 10, undefined, true],
  ['of few, eleven may not', 20, 11, undefined, false],
  ['a number is what it says', 100, 5, 4, false],
  ['none at all', 100, 1, 0, false],
  ['a part is what it says', 100, 50, '50%', true],
  ['a part of few has no least', 20, 3, '10%', false],
])('%s: %i objects, %i go', (_, total, going, maxDeletes, isAllowed) => {
  const objects = configMaps('users', total);
  const given = { before: objects, after: objects.slice(going), maxDeletes };

  expect(rulesOf(given)).toEqual(isAllowed ? [] : ['change/many-deleted']);
});

test('the entry of the environment lets as many go as there are', () => {
  const objects = configMaps('users', 100);
  const given = { before: objects, after: objects.slice(50) };

  expect(printedEntry(given)).toEqual({ reason: 'agreed' });
  expect(guard({ ...given, deletions: [printedEntry(given)] })).toEqual([]);
});

test('what is left out counts among the objects that there were', () => {
  const objects = configMaps('users', 20);

  expect(rulesOf({ before: objects, after: [], unchanged: new Map([['users', 80]]) })).toEqual([]);
});

test('what an entry names does not count, nor does what goes with its application', () => {
  const objects = configMaps('users', 12);
  const deletions: readonly Deletion[] = [
    { object: 'ConfigMap/config-0', reason: 'old' },
    { application: 'mail', reason: 'retired' },
  ];

  expect(
    guard({ before: [...objects, ...configMaps('mail', 30)], after: objects.slice(10), deletions, maxDeletes: 9 }),
  ).toEqual([]);
});

test.each<[string, PlacedObject, PlacedObject]>([
  [
    '/spec/source/repoURL',
    argoApplication('users'),
    argoApplication('users', {
      source: {
        path: 'dist/production/users',
        repoURL: 'https://x.example.com/m.git',
        targetRevision: 'refs/heads/main',
      },
    }),
  ],
  ['/spec/destination', argoApplication('users'), argoApplication('users', { destination: { namespace: 'people' } })],
  ['/spec/path', kustomization('users'), kustomization('users', { path: './dist/production/people' })],
  ['/spec/targetNamespace', kustomization('users'), kustomization('users', { targetNamespace: 'people' })],
  [
    '/spec/sourceRef',
    kustomization('users'),
    kustomization('users', { sourceRef: { kind: 'GitRepository', name: 'x' } }),
  ],
  [
    '/spec/url',
    placed('delivery', 'GitRepository', 'm', { spec: { url: 'https://a.example.com/m.git', ref: { branch: 'main' } } }),
    placed('delivery', 'GitRepository', 'm', { spec: { url: 'https://b.example.com/m.git', ref: { branch: 'main' } } }),
  ],
  [
    '/spec/ref',
    placed('delivery', 'GitRepository', 'm', { spec: { url: 'https://a.example.com/m.git', ref: { branch: 'main' } } }),
    placed('delivery', 'GitRepository', 'm', { spec: { url: 'https://a.example.com/m.git', ref: { branch: 'next' } } }),
  ],
])('another place to deliver is refused: %s', (path, before, after) => {
  const given = { before: [...USERS, before], after: [...USERS, after] };

  expect(guard(given)).toMatchObject([{ rule: 'change/delivery-path', path }]);
  expect(guard({ ...given, deletions: [printedEntry(given)] })).toEqual([]);
  expect(guard({ ...given, deletions: [{ application: 'delivery', reason: 'moved' }] })).toEqual([]);
});

test('an address in a refusal shows no password', () => {
  const source = (repoURL: string) => ({ source: { repoURL, path: 'a' } });
  const [finding] = guard({
    before: [argoApplication('users', source('https://bot:hunter2@git.example.com/m.git'))],
    after: [argoApplication('users', source('https://git.example.com/n.git'))],
  });

  expect(finding?.message).toContain('/spec/source/repoURL was "https://git.example.com/m.git"');
});

test('another version of a chart is no other place', () => {
  const chart = (targetRevision: string) => ({
    source: { repoURL: 'https://charts.example.com', chart: 'redis', targetRevision },
  });

  expect(
    guard({ before: [argoApplication('redis', chart('1.0.0'))], after: [argoApplication('redis', chart('1.1.0'))] }),
  ).toEqual([]);
});

test('of several sources, only where they are counts', () => {
  const sources = (version: string, values: string, repoURL = 'https://git.example.com/m.git') => ({
    source: undefined,
    sources: [
      { repoURL: 'https://charts.example.com', chart: 'redis', targetRevision: version, helm: { values } },
      { repoURL, ref: 'values', targetRevision: 'main' },
    ],
  });
  const before = [argoApplication('redis', sources('1.0.0', 'a: 1'))];

  expect(guard({ before, after: [argoApplication('redis', sources('1.1.0', 'a: 2'))] })).toEqual([]);
  expect(
    guard({ before, after: [argoApplication('redis', sources('1.0.0', 'a: 1', 'https://git.example.com/n.git'))] }),
  ).toMatchObject([{ rule: 'change/delivery-path', path: '/spec/sources' }]);
});

test('what delivers an application that stays may not go', () => {
  const given = { before: [...USERS, argoApplication('users')], after: USERS };

  expect(guard(given)).toMatchObject([
    {
      rule: 'change/delivery-path',
      message: expect.stringContaining('Application argocd/production-users goes, and with it what it delivered.'),
    },
  ]);
  expect(printedEntry(given).object).toBe('Application.argoproj.io/argocd/production-users');
});

test('the entry for all of delivery lets no Namespace go', () => {
  const deletions = [{ application: 'delivery', reason: 'another host' }];

  expect(rulesOf({ before: [...USERS, NAMESPACE, argoApplication('users')], after: USERS, deletions })).toEqual([
    'change/protected-deleted',
  ]);
});

test.each<[string, PlacedObject, PlacedObject]>([
  ['Flux', kustomization('users', { prune: false }), kustomization('users')],
  ['Argo CD', argoApplication('users', { syncPolicy: {} }), argoApplication('users')],
])('in a protected environment nothing begins to prune: %s', (_, before, after) => {
  const given = { before: [...USERS, before], after: [...USERS, after] };

  expect(rulesOf({ ...given, isProtected: true })).toEqual(['change/delivery-path']);
  expect(guard(given)).toEqual([]);
});

test('an entry that means several of what goes is refused, with what to write', () => {
  const claims = [CLAIM, placed('mail', 'PersistentVolumeClaim', 'users-data')];
  const others = configMaps('mail', 1);
  const deletions = [{ object: 'PersistentVolumeClaim/users-data', reason: 'old' }];

  expect(() => guard({ before: [...USERS, ...others, ...claims], after: [...USERS, ...others], deletions })).toThrow(
    'environments/production/deletions.json: [0].object is "PersistentVolumeClaim/users-data", which are several objects. Write which: PersistentVolumeClaim/mail/users-data, PersistentVolumeClaim/users/users-data.',
  );
});

test.each<[string, Deletion]>([
  ['an object', { object: 'PersistentVolumeClaim/old', reason: 'r' }],
  ['an application', { application: 'old', reason: 'r' }],
  ['an object of another application', { application: 'mail', object: 'Deployment/users', reason: 'r' }],
])('an entry for what the base does not have is to be taken out: %s', (_, deletion) => {
  expect(guard({ before: USERS, after: USERS, deletions: [deletion] })).toMatchObject([
    {
      rule: 'change/spent-deletion',
      severity: 'warning',
      file: 'environments/production/deletions.json',
      message: expect.stringContaining('names what is not there any more. Take it out:'),
    },
  ]);
});

test.each<[string, Deletion]>([
  ['an object', { object: 'Deployment/users', reason: 'r' }],
  ['an application', { application: 'users', reason: 'r' }],
])('an entry for what stays is told: %s', (_, deletion) => {
  expect(guard({ before: USERS, after: USERS, deletions: [deletion] })).toMatchObject([
    { rule: 'change/early-deletion', severity: 'info' },
  ]);
});

test('an entry for the environment that nothing needs is a warning: it would let all of it go', () => {
  expect(guard({ before: USERS, after: USERS, deletions: [{ reason: 'r' }] })).toMatchObject([
    { rule: 'change/early-deletion', severity: 'warning' },
  ]);
});

test('entries for all applications let no Namespace of the environment go', () => {
  const deletions = [{ application: 'users', reason: 'closed' }];

  expect(rulesOf({ before: [...USERS, NAMESPACE], after: [], deletions })).toEqual(['change/protected-deleted']);
  expect(guard({ before: [...USERS, NAMESPACE], after: [], deletions: [{ reason: 'closed' }] })).toEqual([]);
});

test('what the root applies counts where no application goes, and has an entry for all of it', () => {
  const roles = Array.from({ length: 12 }, (_, index) => placed('delivery', 'Role', `role-${index}`));

  expect(rulesOf({ before: [...USERS, ...roles], after: USERS })).toEqual(['change/many-deleted']);
  expect(
    guard({ before: [...USERS, ...roles], after: USERS, deletions: [{ application: 'delivery', reason: 'r' }] }),
  ).toEqual([]);
  expect(
    guard({
      before: [...USERS, ...configMaps('mail', 1), ...roles],
      after: USERS,
      deletions: [{ application: 'mail', reason: 'r' }],
    }),
  ).toEqual([]);
});

test('files of others in no folder are no application, and guarded all the same', () => {
  const loose = { ...CLAIM, application: '' };
  const given = { before: [...USERS, loose], after: USERS };

  expect(rulesOf(given)).toEqual(['change/protected-deleted']);
  expect(printedEntry(given)).toEqual({ object: 'PersistentVolumeClaim/users/users-data', reason: 'agreed' });
  expect(guard({ ...given, deletions: [printedEntry(given)] })).toEqual([]);
});

test('a claim that asks for less would be made anew', () => {
  const sized = (storage: string) =>
    placed('users', 'PersistentVolumeClaim', 'users-data', { spec: { resources: { requests: { storage } } } });

  const [finding] = guard({ before: [sized('10Gi')], after: [sized('5120Mi')] });

  expect(finding).toMatchObject({ rule: 'change/replaced', path: '/spec/resources/requests/storage' });
  expect(finding?.message).toContain('was "10Gi" and is "5120Mi"');
  expect(guard({ before: [sized('1024Mi')], after: [sized('1Gi')] })).toEqual([]);
});

test.each([
  ['ApplicationSet', placed('delivery', 'ApplicationSet', 'all')],
  ['HelmRelease', placed('redis', 'HelmRelease', 'redis')],
])('what makes more than itself may not go: %s', (_, one) => {
  expect(
    rulesOf({ before: [...USERS, ...configMaps('redis', 1), one], after: [...USERS, ...configMaps('redis', 1)] }),
  ).toEqual(['change/delivery-path']);
});

test('a release under another name is uninstalled first', () => {
  const release = (releaseName: string) => placed('redis', 'HelmRelease', 'redis', { spec: { releaseName } });

  expect(guard({ before: [release('a')], after: [release('b')] })).toMatchObject([
    { rule: 'change/delivery-path', path: '/spec/releaseName' },
  ]);
});

test('an entry counts again when its object came back', () => {
  const deletions = [{ object: 'PersistentVolumeClaim/users-data', reason: 'old' }];

  expect(rulesOf({ before: USERS, after: [...USERS, CLAIM], deletions })).toEqual(['change/spent-deletion']);
  expect(guard({ before: [...USERS, CLAIM], after: USERS, deletions })).toEqual([]);
});
