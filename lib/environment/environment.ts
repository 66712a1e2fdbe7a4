import { App } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { findEndpoint, type Endpoint } from '../constructs/endpoint.ts';
import { UserError, type Finding } from '../errors.ts';
import { whyNoName } from '../external/external-name.ts';
import { ReferenceRegistry } from '../manifest/reference.ts';
import type { KubernetesVersion } from '../schema/kubernetes-version.ts';
import type { SecretUse } from '../secret/key-states.ts';
import type { EnvironmentData } from './data/environment-data.ts';
import type { EnvironmentProps, IngressSource, Security } from './environment-props.ts';
import { externalOf, type External } from './external.ts';
import { previewOf } from './previews/preview.ts';

/** What `build` receives: the root construct of one environment. */
export interface Environment extends Construct {
  readonly name: string;
  readonly kubernetes: KubernetesVersion;
  readonly cluster: string;
  /** The name of the preview, where it is one: `pr-412`, of `environments/previews/pr-412.json`. Its base has taken hosts, for one, already. */
  readonly preview: string | undefined;
  /** An endpoint by `<application>/<component>`, found after `build`: for applications that call each other. A name that nothing has is an error. */
  service(path: `${string}/${string}`): Endpoint;
  /** Outputs of Terraform that were imported into `environments/<env>/external/<name>.json`. */
  external(name: string): External;
}

/** How an environment finds the source line of a construct: from the frames above its constructor to `apps/users.ts:14`. */
export type Locate = (stack: string) => string | undefined;

/**
 * The root of an environment's tree. It is a cdk8s App, so that paths, and with them the names and addresses of foreign constructs,
 * are those of a stock cdk8s program.
 */
export class EnvironmentRoot extends App implements Environment {
  readonly #environment = true;
  readonly name: string;
  readonly kubernetes: KubernetesVersion;
  readonly cluster: string;
  readonly props: EnvironmentProps;
  readonly data: EnvironmentData;
  readonly locate: Locate;
  readonly references: ReferenceRegistry;
  /** What constructs found wrong with their props. */
  readonly findings: Finding[] = [];
  /** The sealed secrets that the code asks for, by `<application>/<secret>`. */
  readonly secretUses = new Map<string, SecretUse>();

  constructor(props: EnvironmentProps, data: EnvironmentData, locate: Locate) {
    super({ outdir: '', recordConstructMetadata: false });
    this.name = props.name;
    this.kubernetes = props.kubernetes;
    this.cluster = props.cluster ?? props.name;
    this.props = props;
    this.data = data;
    this.locate = locate;
    this.references = new ReferenceRegistry(props.name);
  }

  get preview(): string | undefined {
    return previewOf(this.props)?.name;
  }

  get security(): Security {
    return this.props.security ?? 'restricted';
  }

  get routing(): 'gateway' | 'ingress' {
    return this.props.routing ?? 'gateway';
  }

  get progressive(): 'argo-rollouts' | 'flagger' | undefined {
    return this.props.progressive;
  }

  get network(): 'open' | 'isolated' {
    return this.props.network ?? 'open';
  }

  get ingressFrom(): readonly IngressSource[] {
    return this.props.ingressFrom ?? [];
  }

  /**
   * The namespace of an application.
   *
   * @param named what its code says
   */
  namespaceOf(application: string, named: string | undefined): string {
    const namespace = named ?? this.props.namespace?.(application) ?? application;
    return previewOf(this.props)?.namespaceOf(application, namespace) ?? namespace;
  }

  service(path: `${string}/${string}`): Endpoint {
    const find = (): IConstruct & Endpoint => findEndpoint(this, path);
    return {
      host: this.references.create(find, () => find().host.value),
      port: this.references.create(find, () => find().port.value),
      url: (suffix) => this.references.create(find, () => find().url(suffix).value),
    };
  }

  external(name: string): External {
    const advice = whyNoName(name);
    if (advice !== undefined)
      throw new UserError(`${this.name}: external(${JSON.stringify(name)}) cannot be a name. ${advice}`);
    return externalOf(this.data.external(name), name, this.name);
  }

  static override of(construct: IConstruct): EnvironmentRoot {
    const root = construct.node.root;
    if (typeof root === 'object' && #environment in root) return root;
    throw new Error(`${construct.node.path}: is not inside an environment.`);
  }

  static is(value: unknown): value is EnvironmentRoot {
    return typeof value === 'object' && value !== null && #environment in value;
  }
}
