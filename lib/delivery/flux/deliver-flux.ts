import type { KubernetesObject } from '../../manifest/object.ts';
import type { RenderedApplication, RenderedEnvironment } from '../../manifest/rendered-environment.ts';
import type { Deployer } from '../deployer.ts';
import { LABELS } from '../labels.ts';
import type { FluxDelivery } from './flux.ts';
import { progressiveFields, type ProgressiveFields } from './progressive-fields.ts';

export interface DeliverOptions {
  readonly environment: RenderedEnvironment;
  /** Those that have a folder. */
  readonly applications: readonly RenderedApplication[];
  readonly deployers: readonly Deployer[];
}

/** The GitRepository of an environment, and a Kustomization for each of its applications. */
export function deliverFlux(delivery: FluxDelivery, options: DeliverOptions): readonly KubernetesObject[] {
  const { environment, applications, deployers } = options;
  const context: Context = {
    delivered: new Set(applications.map(({ name }) => name)),
    encrypted: new Set(environment.walked.flatMap(({ application, object }) => ('sops' in object ? application : []))),
    accounts: new Map(deployers.map(({ namespace, name }) => [namespace, name])),
    progressive: progressiveFields(environment),
  };
  return [
    gitRepository(delivery, `${environment.name}-manifests`, `dist/${environment.name}`),
    ...applications.map((application) => kustomization(delivery, environment, application, context)),
  ];
}

/** Only one folder of the manifest repository. */
export function gitRepository(delivery: FluxDelivery, name: string, folder: string): KubernetesObject {
  const { namespace, labels, repository, branch, interval, credential, verify } = delivery;
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { labels: { ...LABELS, ...labels }, name, namespace },
    spec: {
      interval,
      ref: { branch },
      secretRef: credential === undefined ? undefined : { name: credential },
      sparseCheckout: [folder],
      url: repository,
      verify: verify === undefined ? undefined : { mode: 'HEAD', secretRef: { name: verify } },
    },
  };
}

/** What all Kustomizations of an environment are made with. */
interface Context {
  /** Applications that have a Kustomization. */
  readonly delivered: ReadonlySet<string>;
  /** Applications with an object that SOPS encrypted. */
  readonly encrypted: ReadonlySet<string>;
  /** What is said of Rollouts, by application. */
  readonly progressive: ReadonlyMap<string, ProgressiveFields>;
  /** Deployers by namespace. */
  readonly accounts: ReadonlyMap<string, string>;
}

function kustomization(
  delivery: FluxDelivery,
  environment: RenderedEnvironment,
  { name, namespace, requires }: RenderedApplication,
  { delivered, encrypted, accounts, progressive }: Context,
): KubernetesObject {
  const required = requires.filter((one) => delivered.has(one));
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      labels: { ...LABELS, ...delivery.labels },
      name: `${environment.name}-${name}`,
      namespace: delivery.namespace,
    },
    spec: {
      decryption: encrypted.has(name)
        ? { provider: 'sops', secretRef: delivery.decrypt === undefined ? undefined : { name: delivery.decrypt } }
        : undefined,
      deletionPolicy: environment.props.protected === true ? 'Orphan' : undefined,
      dependsOn: required.length > 0 ? required.map((one) => ({ name: `${environment.name}-${one}` })) : undefined,
      // Drift is corrected that often; a commit is applied as soon as it is fetched.
      interval: '10m',
      path: `./dist/${environment.name}/${name}`,
      prune: true,
      retryInterval: '30s',
      serviceAccountName: accounts.get(namespace),
      sourceRef: { kind: 'GitRepository', name: `${environment.name}-manifests` },
      timeout: delivery.timeout,
      wait: true,
      ...progressive.get(name),
    },
  };
}
