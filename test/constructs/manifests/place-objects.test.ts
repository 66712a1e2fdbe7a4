import { expect, test } from 'vitest';
import { renderManifests } from './render-manifests.ts';

/** What `helm template --namespace redis` gives: few objects name their namespace, references do. */
function chart(namespace: string | undefined): string {
  const own = namespace === undefined ? '' : `, namespace: ${namespace}`;
  return `apiVersion: v1
kind: ServiceAccount
metadata: { name: redis${own} }
---
apiVersion: v1
kind: Service
metadata: { name: webhook${own} }
spec: { selector: { app: redis }, ports: [{ port: 443 }] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: redis${own} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: redis }
subjects:
  - { kind: ServiceAccount, name: redis, namespace: redis }
  - { kind: ServiceAccount, name: default, namespace: redis }
  - { kind: ServiceAccount, name: prometheus, namespace: monitoring }
  - { kind: Group, name: admins, apiGroup: rbac.authorization.k8s.io }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: redis-auth, namespace: kube-system }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: extension-apiserver-authentication-reader }
subjects: [{ kind: ServiceAccount, name: redis, namespace: redis }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: redis }
webhooks:
  - name: a.example.com
    admissionReviewVersions: [v1]
    sideEffects: None
    clientConfig: { service: { name: webhook, namespace: redis } }
  - name: b.example.com
    admissionReviewVersions: [v1]
    sideEffects: None
    clientConfig: { url: 'https://example.com' }
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: { name: v1.example.com }
spec: { group: example.com, version: v1, groupPriorityMinimum: 1, versionPriority: 1, service: { name: webhook, namespace: redis } }
`;
}

interface Placed {
  readonly namespaces: readonly unknown[];
  readonly references: readonly unknown[];
  readonly messages: readonly string[];
}

function place(text: string, namespace?: string): Placed {
  const { objects, messages } = renderManifests({ 'redis.yaml': text }, { from: 'redis.yaml', namespace });
  return {
    namespaces: objects.map(({ kind, metadata }) => `${kind} ${metadata.name} ${metadata.namespace ?? '-'}`),
    references: objects.flatMap(({ subjects, webhooks, spec }) => [
      ...((subjects as { namespace?: string }[] | undefined)?.map((subject) => subject.namespace) ?? []),
      ...((webhooks as { clientConfig: { service?: { namespace: string } } }[] | undefined)?.map(
        ({ clientConfig }) => clientConfig.service?.namespace,
      ) ?? []),
      ...((spec as { service?: { namespace: string } } | undefined)?.service === undefined
        ? []
        : [(spec as { service: { namespace: string } }).service.namespace]),
    ]),
    messages,
  };
}

test("objects without a namespace go to the application's, and references to them follow", () => {
  const placed = place(chart(undefined));

  expect(placed.namespaces).toEqual([
    'ServiceAccount redis cache',
    'Service webhook cache',
    'RoleBinding redis cache',
    'RoleBinding redis-auth kube-system',
    'ValidatingWebhookConfiguration redis -',
    'APIService v1.example.com -',
  ]);
  expect(placed.references).toEqual(['cache', 'cache', 'monitoring', undefined, 'cache', 'cache', undefined, 'cache']);
  expect(placed.messages).toEqual([]);
});

test('a namespace that objects name is kept', () => {
  const placed = place(chart('redis'));

  expect(placed.namespaces.slice(0, 4)).toEqual([
    'ServiceAccount redis redis',
    'Service webhook redis',
    'RoleBinding redis redis',
    'RoleBinding redis-auth kube-system',
  ]);
  expect(placed.references).toEqual(['redis', 'redis', 'monitoring', undefined, 'redis', 'redis', undefined, 'redis']);
});

test("a namespace of the props is every object's, but those in kube-system stay", () => {
  const placed = place(chart('redis'), 'data');

  expect(placed.namespaces.slice(0, 4)).toEqual([
    'ServiceAccount redis data',
    'Service webhook data',
    'RoleBinding redis data',
    'RoleBinding redis-auth kube-system',
  ]);
  expect(placed.references).toEqual(['data', 'data', 'monitoring', undefined, 'data', 'data', undefined, 'data']);
});

test('texts that still name the old namespace are told', () => {
  const config = `apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: redis, annotations: { cert-manager.io/inject-ca-from: redis/ca } }
data:
  host: master.redis.svc.cluster.local
  short: master.redis:6379
  flag: --leader-namespace=redis
  file: |
    namespace: redis
  other: redis, redis-master and namespace=redis-2
`;

  const { messages } = place(config, 'data');

  expect(messages).toEqual([
    'cache/redis: its objects are in data now, and these still name redis: ConfigMap c /metadata/annotations/cert-manager.io~1inject-ca-from, ConfigMap c /data/host, ConfigMap c /data/short, ConfigMap c /data/flag, ConfigMap c /data/file. Patch them, or render the chart for data.',
  ]);
});

test('objects of one chart in two namespaces are told', () => {
  const text = `${chart('redis')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n`;

  const { messages } = place(text);

  expect(messages).toEqual([
    "cache/redis: 1 of its objects name no namespace and go to cache, others name redis. Say namespace: 'cache' to have them together.",
  ]);
});
