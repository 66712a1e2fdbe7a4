import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { ApiObject } from 'cdk8s';
import { argocd } from '../../lib/delivery/argocd/argocd.ts';
import type { Delivery } from '../../lib/delivery/delivery.ts';
import { flux } from '../../lib/delivery/flux/flux.ts';
import { folder } from '../../lib/delivery/folder.ts';
import { lostNamespaces } from '../../lib/delivery/lost-namespaces.ts';
import type { EnvironmentProps } from '../../lib/environment/environment-props.ts';
import type { KubernetesObject } from '../../lib/manifest/object.ts';
import { deliverEnvironment, REPOSITORY } from './deliver-environment.ts';

const TOOLS: readonly [string, Delivery][] = [
  ['argocd', argocd({ repository: REPOSITORY })],
  ['flux', flux({ repository: REPOSITORY })],
];

/** Namespaces by application, with those of single objects elsewhere behind a comma. */
type Places = Readonly<Record<string, string>>;

function deliveryOf(places: Places, props: Partial<EnvironmentProps>): readonly KubernetesObject[] {
  const { objects } = deliverEnvironment(props, (environment) => {
    for (const [id, all] of Object.entries(places)) {
      const [namespace, ...others] = all.split(',');
      const application = new Application(environment, id, { namespace });
      new Config(application, 'settings', { A: 'a' });
      for (const other of others) {
        const metadata = { name: `${id}-x`, namespace: other };
        new ApiObject(application, other, { apiVersion: 'v1', kind: 'ConfigMap', metadata });
      }
    }
  });
  return objects.flatMap(({ object, application }) => (application === 'delivery' ? [object] : []));
}

function lost(delivery: Delivery, before: [Places, ...string[]], after: [Places, ...string[]]): readonly string[] {
  const [one, other] = [before, after].map(([places, ...namespaces]) => deliveryOf(places, { delivery, namespaces }));
  return lostNamespaces('eu', one ?? [], other ?? []).map(
    ({ message }) => /namespaces: \['(.*)'\]$/.exec(message)?.[1] ?? message,
  );
}

const BOTH = { users: 'users', comments: 'comments' };

test.each(TOOLS)('with %s removing the last application of a namespace loses it', (_, delivery) => {
  expect(lost(delivery, [BOTH], [{ users: 'users' }])).toEqual(['comments']);
});

test.each(TOOLS)(
  'with %s a namespace that is kept is not lost, and may go once no application delivers to it',
  (_, delivery) => {
    expect(lost(delivery, [BOTH], [{ users: 'users' }, 'comments'])).toEqual([]);
    expect(lost(delivery, [{ users: 'users' }, 'comments'], [{ users: 'users' }])).toEqual([]);
  },
);

test.each(TOOLS)('with %s a namespace is not lost while another application is in it', (_, delivery) => {
  expect(lost(delivery, [{ users: 'shop', comments: 'shop' }], [{ users: 'shop' }])).toEqual([]);
});

test.each(TOOLS)('with %s an application that moves leaves objects behind', (_, delivery) => {
  expect(lost(delivery, [BOTH], [{ ...BOTH, users: 'identity' }])).toEqual(['users']);
  expect(lost(delivery, [BOTH], [{ ...BOTH, users: 'identity' }, 'users'])).toEqual([]);
  expect(lost(delivery, [{ ...BOTH, users: 'identity' }, 'users'], [{ ...BOTH, users: 'identity' }])).toEqual([]);
});

test.each(TOOLS)('with %s the only object in another namespace is left behind when it goes', (_, delivery) => {
  expect(lost(delivery, [{ ...BOTH, users: 'users,shared' }], [BOTH])).toEqual(['shared']);
  expect(lost(delivery, [{ ...BOTH, users: 'users,shared' }], [BOTH, 'shared'])).toEqual([]);
  expect(lost(delivery, [BOTH, 'shared'], [BOTH])).toEqual([]);
});

test.each(TOOLS)('with %s a namespace that no file names, as every cluster has it, is lost too', (_, delivery) => {
  expect(lost(delivery, [{ ...BOTH, users: 'default' }], [{ comments: 'comments' }])).toEqual(['default']);
});

test.each(TOOLS)('with %s all that are lost are told, sorted', (_, delivery) => {
  const before: Places = { a: 'n1', b: 'n3,n2', users: 'users' };

  expect(lost(delivery, [before], [{ users: 'users' }])).toEqual(['n1', 'n2', 'n3']);
});

test.each(TOOLS)('with %s adding, and changing nothing, loses nothing', (_, delivery) => {
  expect(lost(delivery, [BOTH], [BOTH])).toEqual([]);
  expect(lost(delivery, [BOTH], [{ ...BOTH, billing: 'billing' }])).toEqual([]);
});

test.each(TOOLS)('with %s a delivery that is taken out is told once, with the way out', (_, delivery) => {
  const before = deliveryOf(BOTH, { delivery });
  const after = deliveryOf(BOTH, {});

  expect(lostNamespaces('eu', before, after).map(({ message }) => message)).toEqual([
    'eu: its delivery is gone, and its applications still run. Bring it back with removed: true, and take it out once its cluster is empty.',
  ]);
  expect(lostNamespaces('eu', deliveryOf(BOTH, { delivery, removed: true }), after)).toEqual([]);
});

test('the finding is an error that names the environment and the line to add', () => {
  const delivery = argocd({ repository: REPOSITORY });

  const findings = lostNamespaces('eu', deliveryOf(BOTH, { delivery }), deliveryOf({ users: 'users' }, { delivery }));

  expect(findings).toEqual([
    {
      rule: 'change/lost-namespace',
      severity: 'error',
      environment: 'eu',
      message:
        "eu: nothing is delivered to the namespace 'comments' any more. Until what was is gone from the cluster, keep the namespace in the environment, so that the CD tool may still remove it: namespaces: ['comments']",
    },
  ]);
});

test('with folders nobody is asked: who applies them knows no application', () => {
  const delivery = folder();

  expect(lost(delivery, [BOTH], [{ users: 'users' }])).toEqual([]);
});

test('objects of others in delivery/ are no concern', () => {
  const foreign: KubernetesObject = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'x', namespace: 'n' },
  };
  const strange: KubernetesObject = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'x' },
  };

  expect(lostNamespaces('eu', [foreign, strange], [])).toEqual([]);
});
