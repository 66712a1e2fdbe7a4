import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { Worker, type WorkerProps } from '../../../lib/constructs/worker.ts';
import { renderConstruct, type Rendered } from '../../../lib/testing/index.ts';
import { renderFindings } from '../../render-findings.ts';

function mailer(props: Partial<WorkerProps>): Rendered {
  return renderConstruct((app) => new Worker(app, 'mailer', { image: 'a:1', ...props }));
}

test.each<[WorkerProps['can'], unknown]>([
  [[{ get: 'configmaps' }], [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }]],
  [[{ read: 'pods/log' }], [{ apiGroups: [''], resources: ['pods/log'], verbs: ['get', 'list', 'watch'] }]],
  [
    [{ get: 'secrets', names: ['a'] }],
    [{ apiGroups: [''], resourceNames: ['a'], resources: ['secrets'], verbs: ['get'] }],
  ],
  [
    [{ update: 'deployments.apps/scale' }],
    [{ apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['update'] }],
  ],
  [
    [{ read: ['services', 'pods'], create: 'pods', patch: 'leases.coordination.k8s.io' }],
    [
      { apiGroups: [''], resources: ['services'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['create', 'get', 'list', 'watch'] },
      { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['patch'] },
    ],
  ],
])('can %j', (can, rules) => {
  const { find } = mailer({ can });

  expect(find('Role').rules).toEqual(rules);
  expect(find('RoleBinding')).toHaveFields({
    metadata: { name: 'test-mailer', namespace: 'test' },
    roleRef: { kind: 'Role', name: 'test-mailer' },
    subjects: [{ kind: 'ServiceAccount', name: 'test-mailer', namespace: 'test' }],
  });
});

test.each([
  'nodes',
  'nodes/proxy',
  'namespaces',
  'storageclasses.storage.k8s.io',
  'tokenreviews.authentication.k8s.io',
  'subjectaccessreviews.authorization.k8s.io',
])('%s has no namespace: a ClusterRole gives it, named after the environment too', (resource) => {
  const { find, objects } = mailer({ can: [{ create: resource }] });

  expect(find('ClusterRole')).toHaveFields({
    metadata: { name: 'test-test-mailer', namespace: undefined },
    rules: [{ verbs: ['create'] }],
  });
  expect(find('ClusterRoleBinding')).toHaveFields({ roleRef: { kind: 'ClusterRole', name: 'test-test-mailer' } });
  expect(objects.map(({ kind }) => kind)).not.toContain('Role');
});

test('rights go to the folder of the root, as an application may give itself none', () => {
  const { objects } = renderFindings(
    (environment) =>
      new Worker(new Application(environment, 'mail'), 'mailer', {
        image: 'a:1',
        can: [{ get: 'pods' }, { get: 'nodes' }],
      }),
  );

  expect(objects.map(({ application, object }) => `${application}/${object.kind}`).toSorted()).toEqual([
    'delivery/ClusterRole',
    'delivery/ClusterRoleBinding',
    'delivery/Namespace',
    'delivery/Role',
    'delivery/RoleBinding',
    'mail/Deployment',
    'mail/ServiceAccount',
  ]);
});

test.each<[Partial<WorkerProps>, boolean | undefined, string, boolean]>([
  [{}, false, 'test-mailer', true],
  [{ can: [] }, false, 'test-mailer', true],
  [{ can: [{ get: 'pods' }] }, undefined, 'test-mailer', true],
  [{ can: [{ get: 'pods' }], serviceAccount: { token: false } }, false, 'test-mailer', true],
  [{ serviceAccount: { token: true } }, undefined, 'test-mailer', true],
  [{ serviceAccount: 'shared' }, false, 'shared', false],
  [{ serviceAccount: 'shared', can: [{ get: 'pods' }] }, undefined, 'shared', false],
])('%j mounts a token: %s', (props, automount, name, isMade) => {
  const { find, objects } = mailer(props);

  const pod = find('Deployment').spec?.template.spec;
  expect([pod?.automountServiceAccountToken, pod?.serviceAccountName]).toEqual([automount, name]);
  expect(objects.some(({ kind }) => kind === 'ServiceAccount')).toBe(isMade);
});

test('rights of a shared account are bound to it', () => {
  expect(mailer({ serviceAccount: 'shared', can: [{ get: 'pods' }] }).find('RoleBinding')).toHaveFields({
    subjects: [{ name: 'shared' }],
  });
});

test.each<[string, WorkerProps['can'], string]>([
  ['nothing', [{}], "test/mailer: can[0] allows nothing. Name a verb and a resource: { get: 'configmaps' }."],
  ['no resource', [{ get: 'pods' }, { get: [] }], 'can[1] allows nothing.'],
  [
    'create by name',
    [{ create: 'configmaps', names: ['a'] }],
    'can[0] limits create to names, and a new object has none yet when it is decided',
  ],
])('can refuses %s', (_, can, message) => {
  expect(() => mailer({ can })).toThrow(message);
});
