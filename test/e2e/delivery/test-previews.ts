import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import type { Reference } from '../../servers/kube-client.ts';
import { startCluster, type Cluster } from '../../servers/start-cluster.ts';
import { ManifestRepository } from './manifest-repository.ts';
import { deployment, digestOf, environmentFile, hasImage, namespace, rightTo } from './preview-source.ts';

/** A CD tool that runs, and a repository of its own that it can reach. */
export interface PreviewTool {
  readonly repository: string;
  /** The `delivery` of the environment, as code. */
  readonly delivery: string;
  /** The namespace of the tool. */
  readonly home: string;
  /** What it has of an application: an Application or a Kustomization. */
  readonly objectOf: (name: string) => Reference;
  /** Makes it look at the repository now. */
  refresh(): Promise<void>;
}

const SECONDS = { seconds: 110 };

/**
 * The life of previews with one CD tool: opened and closed by merges alone, with the rights that the root of their base was bootstrapped with.
 * Each test goes on from the one before.
 */
export function testPreviews(start: (cluster: Cluster) => Promise<PreviewTool>): void {
  let cluster: Cluster;
  let tool: PreviewTool;
  let repository: ManifestRepository;

  const merge = async (...args: readonly string[]): Promise<void> => {
    await repository.kumiki('preview', ...args);
    await repository.kumiki('synth', '--check');
    await repository.push(args.join(' '));
    await tool.refresh();
  };
  const open = (name: string, image: string): Promise<void> =>
    merge('open', name, '--from', 'staging', 'shop', `api=${image}`);
  const untilThere = (reference: Reference, isSo: (object: KubernetesObject) => boolean = () => true) =>
    cluster.api.until<KubernetesObject>(reference, 'is delivered', isSo, SECONDS);
  const untilGone = (reference: Reference) => cluster.api.untilGone(reference, SECONDS);

  beforeAll(async () => {
    cluster = await startCluster();
    tool = await start(cluster);
    repository = await ManifestRepository.start(cluster.run, tool.repository);
    repository.write('environments/staging.ts', environmentFile(tool.delivery));
    repository.write(
      'environments/staging/images/shop.json',
      JSON.stringify({ api: { image: 'shop', digest: digestOf('0') } }),
    );
    await repository.release('Begin');
    for (const object of await repository.bootstrap('staging')) await cluster.api.apply(object);
    await tool.refresh();
    await untilThere(deployment('shop'), hasImage('0'));
  });

  afterAll(() => cluster?.stop());

  test('a preview comes by a merge, into namespaces of its own, and its base stays as it is', async () => {
    await open('pr-1', `shop@${digestOf('1')}`);

    await untilThere(deployment('shop-pr-1'), hasImage('1'));
    await untilThere(namespace('post-pr-1'));
    expect(hasImage('0')(await untilThere(deployment('shop')))).toBe(true);
  });

  test('its root may remove the namespaces of previews, and no other', async () => {
    const may = async (name: string): Promise<unknown> =>
      ((await cluster.api.create(rightTo('delete', name, `${tool.home}:staging-delivery`))) as KubernetesObject)[
        'status'
      ];

    expect(await may('shop-pr-1')).toMatchObject({ allowed: true });
    expect(await may('shop')).toMatchObject({ allowed: false });
    expect(await may('kube-system')).toMatchObject({ allowed: false });
  });

  test('one that never becomes healthy holds up no other', async () => {
    await open('pr-2', `broken@${digestOf('2')}`);
    await untilThere(deployment('shop-pr-2'));

    await open('pr-3', `shop@${digestOf('3')}`);

    await untilThere(deployment('shop-pr-3'), hasImage('3'));
  });

  test('another image comes by a merge', async () => {
    await open('pr-1', `shop@${digestOf('4')}`);

    await untilThere(deployment('shop-pr-1'), hasImage('4'));
  });

  test.each(['pr-1', 'pr-2'])('%s goes by a merge, with its namespaces and all that delivered it', async (name) => {
    await merge('close', name);

    for (const one of [namespace(`shop-${name}`), namespace(`post-${name}`)]) await untilGone(one);
    for (const one of ['delivery', 'shop', 'mail']) await untilGone(tool.objectOf(`staging-${name}-${one}`));
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: tool.home };
    await untilGone({ ...account, name: `staging-${name}-shop-${name}` });
  });

  test('what is left is as it was', async () => {
    await untilThere(deployment('shop-pr-3'), hasImage('3'));
    await untilThere(deployment('shop'), hasImage('0'));
    await untilThere(namespace('post'));
  });
}
