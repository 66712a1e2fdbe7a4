/** The dist of this repository itself, delivered as it is committed; only the address of the repository is that of a git server here. */
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { runKumiki } from '../../cli/run-kumiki.ts';
import { startArgoCd } from '../../servers/argo/start-argocd.ts';
import { startFlux } from '../../servers/flux/start-flux.ts';
import { GitServer } from '../../servers/git/git-server.ts';
import { installCrds } from '../../servers/install-crds.ts';
import { referenceOf } from '../../servers/kube-client.ts';
import { readObjects } from '../../servers/read-objects.ts';
import { until } from '../../servers/until.ts';
import { ALL_CRDS } from '../all-crds.ts';
import { useCluster } from '../use-cluster.ts';

const REPOSITORY = 'https://git.example.com/acme/manifests.git';

const cluster = useCluster();
let repository: string;

beforeAll(async () => {
  for (const folder of ALL_CRDS) await installCrds(cluster().api, folder);
  const server = await GitServer.start(cluster().run);
  const manifests = await server.create('manifests');
  repository = manifests.url;
  await manifests.replace('dist', 'dist', atHome);
});

test('Flux delivers every object of staging with the rights that kumiki generated', async () => {
  await startFlux(cluster());
  // Of the platform, beside the root: the git server here takes any.
  await cluster().api.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'manifests-read', namespace: 'flux-system' },
    data: { username: 'cmVhZGVy', password: 'YW55' },
  });

  await begin('staging');

  expect(await missing('staging')).toEqual([]);
});

test('Argo CD delivers every object of production-eu with the rights that kumiki generated', async () => {
  await forget('staging');
  await startArgoCd(cluster());

  await begin('production-eu');

  expect(await missing('production-eu')).toEqual([]);
});

function atHome(text: string): string {
  return text.replaceAll(REPOSITORY, repository);
}

/** What the platform does once. */
async function begin(environment: string): Promise<void> {
  const { out } = await runKumiki(process.cwd(), ['bootstrap', '--env', environment, '--json']);
  const { objects } = JSON.parse(atHome(out)) as { readonly objects: readonly KubernetesObject[] };
  for (const object of objects) await cluster().api.apply(object);
}

/** Objects of an environment's folder that do not come. */
async function missing(environment: string): Promise<readonly string[]> {
  const objects = readObjects(path.join('dist', environment));
  const absent = async (): Promise<readonly string[]> => {
    const names: string[] = [];
    for (const object of objects) {
      if ((await cluster().api.get(referenceOf(object))) === undefined)
        names.push(`${object.kind} ${object.metadata.namespace}/${object.metadata.name}`);
    }
    return names;
  };
  await until(`all of ${environment} is there`, async () => (await absent()).length === 0, {
    seconds: 90,
    found: async () => `all but ${(await absent()).join(', ')}`,
  });
  return absent();
}

/** Environments that share a cluster have namespaces of their own; these two do not, so one goes before the other comes. */
async function forget(environment: string): Promise<void> {
  const { api } = cluster();
  const objects = readObjects(path.join('dist', environment));
  for (const kind of ['Kustomization', 'Namespace']) {
    for (const object of objects.filter((one) => one.kind === kind)) await api.delete(referenceOf(object));
  }
  for (const object of objects.filter(({ kind }) => kind === 'Namespace')) await api.untilGone(referenceOf(object));
}
