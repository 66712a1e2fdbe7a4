import { expect, test } from 'vitest';
import type { Pod } from '../../../lib/kubernetes.ts';
import { useCluster } from '../use-cluster.ts';

const cluster = useCluster();

test('a Pod waits for the key that it needs, and starts with the value that is there then', async () => {
  const { api, nodes } = cluster();
  const env = [
    { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'late', key: 'password' } } },
    { name: 'MAYBE', valueFrom: { secretKeyRef: { name: 'never', key: 'a', optional: true } } },
  ];
  await api.create(pod('waits', { containers: [{ name: 'main', image: 'a:1', env }] }));

  await api.until<Pod>(
    referenceTo('waits'),
    'waits',
    isWaiting('CreateContainerConfigError', 'secret "late" not found'),
  );
  await api.apply(secret({ other: 'x' }));
  await api.until<Pod>(
    referenceTo('waits'),
    'waits',
    isWaiting('CreateContainerConfigError', "couldn't find key password in Secret default/late"),
  );
  await api.apply(secret({ password: 'now' }));
  const { metadata } = await api.until<Pod>(referenceTo('waits'), 'runs', isRunning);

  expect(nodes?.started.get(metadata.uid ?? '')?.env).toEqual({ main: { PASSWORD: 'now' } });
});

test('a Pod waits for the files of its volumes', async () => {
  const { api, nodes } = cluster();
  const volumes = [{ name: 'files', configMap: { name: 'files', items: [{ key: 'a', path: 'a.txt' }] } }];
  await api.create(pod('files', { containers: [{ name: 'main', image: 'a:1' }], volumes }));

  await api.until<Pod>(referenceTo('files'), 'waits', isWaiting('ContainerCreating', 'configmap "files" not found'));
  await api.apply({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'files', namespace: 'default' },
    data: { a: 'A', b: 'B' },
  });
  const { metadata } = await api.until<Pod>(referenceTo('files'), 'runs', isRunning);

  expect(nodes?.started.get(metadata.uid ?? '')?.files).toMatchObject({ files: { 'a.txt': 'A' } });
});

test('an image that cannot be pulled keeps a Pod waiting; a deleted Pod goes', async () => {
  const { api } = cluster();
  await api.create(pod('broken', { containers: [{ name: 'main', image: 'broken:1' }] }));

  await api.until<Pod>(
    referenceTo('broken'),
    'waits',
    isWaiting('ImagePullBackOff', 'Back-off pulling image "broken:1"'),
  );
  await api.delete(referenceTo('broken'));
  await api.untilGone(referenceTo('broken'));
});

test('the Pod of a Job succeeds, and a DaemonSet has one on the node', async () => {
  const { api } = cluster();
  const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'a:1' }] } };
  const job = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'default', name: 'job' };
  const agent = { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'default', name: 'agent' };
  await api.create({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'job', namespace: 'default' },
    spec: { template: { spec: { ...template.spec, restartPolicy: 'Never' } } },
  });
  await api.create({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'a' } }, template },
  });

  await api.until<{ status?: { succeeded?: number } }>(job, 'succeeds', ({ status }) => status?.succeeded === 1);
  await api.until<{ status?: { numberReady?: number } }>(agent, 'is ready', ({ status }) => status?.numberReady === 1);
});

function pod(name: string, spec: object) {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec };
}

function secret(stringData: Readonly<Record<string, string>>) {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'late', namespace: 'default' }, stringData };
}

function referenceTo(name: string) {
  return { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name };
}

function isWaiting(reason: string, message: string): (pod: Pod) => boolean {
  return ({ status }) => {
    const waiting = status?.containerStatuses?.[0]?.state?.waiting;
    return waiting?.reason === reason && waiting.message === message;
  };
}

function isRunning({ status }: Pod): boolean {
  return status?.phase === 'Running';
}
