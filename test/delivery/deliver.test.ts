import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { StatefulService } from '../../lib/constructs/stateful-service.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { argocd } from '../../lib/delivery/argocd/argocd.ts';
import type { Delivery } from '../../lib/delivery/delivery.ts';
import { flux } from '../../lib/delivery/flux/flux.ts';
import { folder } from '../../lib/delivery/folder.ts';
import type { EnvironmentProps } from '../../lib/environment/environment-props.ts';
import type { Environment } from '../../lib/environment/environment.ts';
import { orderedObject } from '../../lib/manifest/ordered-object.ts';
import type { Outcome } from '../render-findings.ts';
import { deliverEnvironment, find, REPOSITORY } from './deliver-environment.ts';

const TOOLS: readonly [string, Delivery][] = [
  ['argocd', argocd({ repository: REPOSITORY })],
  ['flux', flux({ repository: REPOSITORY })],
  ['folder', folder()],
];

function kindsIn(outcome: Outcome, isFolder: (application: string) => boolean): readonly string[] {
  return [
    ...new Set(outcome.objects.flatMap(({ object, application }) => (isFolder(application) ? object.kind : []))),
  ].toSorted();
}

/** A workload with a claim, rights of its own, and settings. */
function storage(environment: Environment): void {
  const users = new Application(environment, 'users');
  new Config(users, 'settings', { A: 'a' });
  new StatefulService(users, 'store', { image: 'a:1', port: 80, storage: { '/data': '1Gi' } });
  new WebService(users, 'api', {
    image: 'a:1',
    port: 80,
    can: [{ get: 'configmaps' }],
  });
}

test('without a delivery nothing is added or annotated', () => {
  const outcome = deliverEnvironment({});

  expect(kindsIn(outcome, (application) => application === 'delivery')).toEqual(['Namespace']);
  expect(outcome.objects.filter(({ object }) => object.metadata.annotations !== undefined)).toEqual([]);
});

test.each(TOOLS)(
  'with %s every folder of an application is as without it, but for what keeps claims',
  (_, delivery) => {
    const own = ({ objects }: Outcome): readonly unknown[] =>
      objects.flatMap(({ object, application }) => (application === 'delivery' ? [] : [object]));

    expect(own(deliverEnvironment({ delivery }))).toEqual(own(deliverEnvironment({})));
  },
);

test.each(TOOLS)('with %s a removed environment keeps delivery/, without what delivers', (_, delivery) => {
  const outcome = deliverEnvironment({ delivery, removed: true });

  expect(outcome.findings).toEqual([]);
  expect(kindsIn(outcome, (application) => application !== 'delivery')).toEqual([]);
  expect(kindsIn(outcome, () => true)).toEqual(
    {
      argocd: ['AppProject', 'Namespace', 'Role', 'RoleBinding', 'ServiceAccount'],
      flux: ['GitRepository', 'Namespace', 'Role', 'RoleBinding', 'ServiceAccount'],
      folder: ['Namespace', 'Role', 'RoleBinding', 'ServiceAccount'],
    }[delivery.tool],
  );
});

test.each(TOOLS)(
  'with %s a removed environment has the rights that it had: what delivered has to remove',
  (_, delivery) => {
    const rights = ({ objects }: Outcome): readonly unknown[] =>
      objects.flatMap(({ object }) =>
        ['AppProject', 'GitRepository', 'Role', 'RoleBinding', 'ServiceAccount'].includes(object.kind) ? [object] : [],
      );
    const build = (environment: Environment): unknown =>
      new Config(new Application(environment, 'users'), 'settings', { A: 'a' });

    const before = deliverEnvironment({ delivery }, build);
    const after = deliverEnvironment({ delivery, removed: true }, build);

    expect(rights(after)).toEqual(rights(before));
  },
);

test('a removed environment without a delivery has its Namespaces alone', () => {
  expect(kindsIn(deliverEnvironment({ removed: true }), () => true)).toEqual(['Namespace']);
});

test.each([
  ['argocd', TOOLS[0]?.[1], { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' }],
  ['flux', TOOLS[1]?.[1], { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }],
] as const)('with %s claims in the folder of an application stay when it goes', (tool, delivery, annotations) => {
  const outcome = deliverEnvironment({ delivery }, (environment) => {
    new ApiObject(new Application(environment, 'users'), 'data', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
  });

  expect(outcome.findings).toEqual([]);
  expect(outcome.objects[0]?.application).toBe('users');
  expect(find(outcome, 'PersistentVolumeClaim').metadata.annotations).toEqual(
    tool === 'argocd' ? { ...annotations, 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' } : annotations,
  );
  expect(find(outcome, 'Namespace', 'users').metadata.annotations).toMatchObject(annotations);
});

test('rights that an application hands out are applied by the root, after the Namespaces', () => {
  const outcome = deliverEnvironment({ delivery: argocd({ repository: REPOSITORY }) }, (environment) => {
    new WebService(new Application(environment, 'users'), 'api', {
      image: 'a:1',
      port: 80,
      can: [{ get: 'configmaps' }],
    });
  });

  expect(outcome.findings).toEqual([]);
  const { application, object } = outcome.objects.find(
    (rendered) => rendered.object.kind === 'RoleBinding' && rendered.object.metadata.name === 'users-api',
  ) ?? { application: '', object: undefined };
  expect(application).toBe('delivery');
  expect(object?.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-300' });
});

/** Environments of every shape that `delivery` knows. */
const environments = fc.record({
  name: fc.constantFrom('eu', 'production-eu-1'),
  delivery: fc.constantFrom(
    ...TOOLS.map(([, delivery]) => delivery),
    flux({ repository: REPOSITORY, credential: 'read', verify: 'signers', decrypt: 'age', shard: 's1' }),
    argocd({ repository: REPOSITORY, namespace: 'cd', branch: 'release/1', labels: { team: 'a' } }),
  ),
  protected: fc.boolean(),
  platform: fc.boolean(),
  kinds: fc.subarray(['Secret', 'PriorityClass.scheduling.k8s.io', 'Widget.example.com']),
  namespaces: fc.subarray(['old', 'older']),
  applications: fc.subarray(['billing', 'comments', 'users'], { minLength: 1 }),
});

type Shape = typeof environments extends fc.Arbitrary<infer S> ? S : never;

function deliverShape({ applications, ...props }: Shape, more: Partial<EnvironmentProps> = {}): Outcome {
  return deliverEnvironment({ ...props, ...more }, (environment) => {
    let before: Application | undefined;
    for (const id of applications) {
      const application = new Application(environment, id, { requires: before === undefined ? [] : [before] });
      new WebService(application, 'api', { image: 'a:1', port: 80, can: [{ get: 'configmaps' }] });
      before = application;
    }
  });
}

test('every environment is delivered without a finding: the isolation check passes all that is made here', () => {
  fc.assert(
    fc.property(environments, (shape) => {
      expect(deliverShape(shape).findings).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('everything that the CD tool creates is named after its environment', () => {
  fc.assert(
    fc.property(environments, (shape) => {
      const made = deliverShape(shape).objects.filter(
        ({ object, origin }) => origin.construct === '' && object.kind !== 'Namespace',
      );

      expect(made.filter(({ object }) => !object.metadata.name.startsWith(`${shape.name}-`))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('two environments of one cluster share no object but the namespace of the CD tool', () => {
  fc.assert(
    fc.property(environments, (shape) => {
      const identities = (name: string): readonly string[] =>
        deliverShape({ ...shape, namespaces: [] }, { name, namespace: (id) => `${name}-${id}` }).objects.map(
          ({ object: { kind, metadata } }) => `${kind}/${metadata.namespace ?? ''}/${metadata.name}`,
        );
      const blue = new Set(identities('blue'));

      expect(identities('green').filter((one) => blue.has(one) && one !== 'Namespace//delivery')).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('objects have the key order of dist, and no field that is undefined', () => {
  fc.assert(
    fc.property(environments, (shape) => {
      for (const { object } of deliverShape(shape).objects) {
        expect(JSON.stringify(orderedObject(object))).toBe(JSON.stringify(object));
        expect(orderedObject(object)).toBe(object);
      }
    }),
    { numRuns: 20 },
  );
});

test('a stateful application is delivered by each tool', () => {
  for (const [, delivery] of TOOLS) expect(deliverEnvironment({ delivery }, storage).findings).toEqual([]);
});
