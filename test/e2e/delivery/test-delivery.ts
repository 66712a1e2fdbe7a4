import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import type { Cluster } from '../../servers/start-cluster.ts';
import { startCluster } from '../../servers/start-cluster.ts';
import { Delivery, type DeliveryTool } from './delivery.ts';
import { ENVIRONMENT } from './delivery-source.ts';
import { ManifestRepository } from './manifest-repository.ts';

/** A CD tool that runs, and a repository of its own that it can reach. */
export interface StartedTool extends DeliveryTool {
  readonly repository: string;
  /** The `delivery` of the environment, as code. */
  readonly delivery: string;
}

/**
 * The life of an environment with one CD tool, from nothing to nothing. Each test goes on from the one before. What delivers has the
 * rights that kumiki generated, no others.
 */
export function testDelivery(start: (cluster: Cluster) => Promise<StartedTool>): void {
  let cluster: Cluster;
  let delivery: Delivery;

  beforeAll(async () => {
    cluster = await startCluster();
    const tool = await start(cluster);
    const repository = await ManifestRepository.start(cluster.run, tool.repository);
    delivery = new Delivery(cluster, tool, repository, tool.delivery);
    await delivery.begin();
  });

  afterAll(() => cluster?.stop());

  test('every object arrives: workloads, rights that the application hands out, and the slice of the external database', async () => {
    for (const application of ['users', 'comments']) {
      await delivery.untilThere(deployment(application), isAvailable);
      await delivery.untilThere(slice(application));
      await delivery.untilThere({ ...role(application), name: `${application}-api` });
    }

    expect(await delivery.names('v1', 'Service', 'users')).toEqual(['users-api', 'users-database']);
  });

  test('a change arrives', async () => {
    await delivery.change({ level: 'two', extra: true });

    await delivery.untilThere(config('users', 'users-settings'), hasLevel('two'));
    await delivery.untilThere(config('users', 'users-extra'));
  });

  test('git revert brings the old state back, and takes away what came with the change', async () => {
    await delivery.revert({ level: 'one', extra: false });

    await delivery.untilThere(config('users', 'users-settings'), hasLevel('one'));
    await delivery.untilGone(config('users', 'users-extra'));
  });

  test('a kind that was not there arrives, and its last object is pruned', async () => {
    const job = { apiVersion: 'batch/v1', kind: 'CronJob', namespace: 'users', name: 'users-cleanup' };

    await delivery.change({ cleanup: true });
    await delivery.untilThere(job);
    await delivery.change({ cleanup: false });
    await delivery.untilGone(job);

    expect(await delivery.names('batch/v1', 'CronJob', 'users')).toEqual([]);
  });

  test('an object outside of the ceiling is refused', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'smuggled', namespace: 'users' } };

    const refusal = await delivery.smuggle('users', secret);

    expect(refusal).toMatch(/forbidden|not permitted/i);
    await delivery.expectGone({ ...secret, ...secret.metadata });
  });

  test('an object in a namespace of somebody else is refused', async () => {
    const stray = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'smuggled', namespace: 'kube-system' } };

    const refusal = await delivery.smuggle('users', stray);

    expect(refusal).toMatch(/forbidden|not permitted/i);
    await delivery.expectGone({ ...stray, ...stray.metadata });
  });

  test('a removed application takes its objects with it; its namespace stays, with the deployer that removed them', async () => {
    const refusal = await delivery.refusalOfSynth({ comments: false });
    await delivery.change({ comments: false, namespaces: ['comments'] });

    expect(refusal).toContain("namespaces: ['comments']");
    await delivery.untilGone(deployment('comments'));
    await delivery.untilGone(config('comments', 'comments-settings'));
    await delivery.untilGone(slice('comments'));
    await delivery.untilThere(namespace('comments'));
    await delivery.untilThere(role('comments'));
    await delivery.untilThere(deployment('users'), isAvailable);
  });

  test('a namespace that git no longer names loses its deployer and stays', async () => {
    await delivery.change({ namespaces: [] });

    await delivery.untilGone(role('comments'));
    await delivery.untilThere(namespace('comments'));
  });

  test('an environment that is removed loses everything but its namespaces', async () => {
    await delivery.change({ removed: true });

    await delivery.untilGone(deployment('users'));
    await delivery.untilGone(slice('users'));
    await delivery.untilThere(namespace('users'));
  });
}

function deployment(application: string) {
  return { apiVersion: 'apps/v1', kind: 'Deployment', namespace: application, name: `${application}-api` };
}

function slice(application: string) {
  const name = `${application}-database-ipv4`;
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace: application, name };
}

function config(application: string, name: string) {
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace: application, name };
}

/** Of the deployer. */
function role(application: string) {
  const name = `${ENVIRONMENT}-${application}`;
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', namespace: application, name };
}

function namespace(name: string) {
  return { apiVersion: 'v1', kind: 'Namespace', name };
}

function isAvailable({ status }: KubernetesObject): boolean {
  return (
    typeof status === 'object' && status !== null && 'availableReplicas' in status && status.availableReplicas === 2
  );
}

function hasLevel(level: string): (object: KubernetesObject) => boolean {
  return ({ data }) => typeof data === 'object' && data !== null && 'LEVEL' in data && data.LEVEL === level;
}
