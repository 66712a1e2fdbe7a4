import type { KubernetesObject } from '../../manifest/object.ts';
import { LABELS } from '../labels.ts';
import { gitRepository } from './deliver-flux.ts';
import type { FluxDelivery } from './flux.ts';

export interface RootKustomizationOptions {
  /** Whose `delivery/` it applies. */
  readonly environment: string;
  /** The account that it applies with. */
  readonly account: string;
  /** What becomes of what it applied when it goes itself. @default it goes too */
  readonly deletionPolicy?: 'Orphan' | undefined;
}

/** What applies `dist/<env>/delivery/`: a Kustomization, and the GitRepository of that folder alone. */
export function rootKustomization(
  delivery: FluxDelivery,
  { environment, account, deletionPolicy }: RootKustomizationOptions,
): readonly KubernetesObject[] {
  const name = `${environment}-delivery`;
  const folder = `dist/${environment}/delivery`;
  return [
    gitRepository(delivery, name, folder),
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { labels: { ...LABELS, ...delivery.labels }, name, namespace: delivery.namespace },
      spec: {
        deletionPolicy,
        interval: '10m',
        path: `./${folder}`,
        prune: true,
        retryInterval: '30s',
        serviceAccountName: account,
        sourceRef: { kind: 'GitRepository', name },
        timeout: delivery.timeout,
      },
    },
  ];
}
