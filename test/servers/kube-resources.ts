import type { SendRequest } from './kube-request.ts';
import { until } from './until.ts';

interface ResourceList {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

export interface Resource {
  /** `/apis/apps/v1` */
  readonly group: string;
  /** `deployments` */
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Which resource a kind is, as the server says it. */
export class KubeResources {
  readonly #send: SendRequest;
  readonly #known = new Map<string, Resource>();

  constructor(send: SendRequest) {
    this.#send = send;
  }

  /** Waits a little for a kind that is not there yet: that of a CRD that was just made. */
  async of(apiVersion: string, kind: string): Promise<Resource> {
    const key = `${apiVersion}/${kind}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const resource = await until(`${key} is served`, () => this.#ask(apiVersion, kind), { seconds: 10 });
    this.#known.set(key, resource);
    return resource;
  }

  async #ask(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const { code, body } = await this.#send('GET', group);
    if (code !== 200) return undefined;
    const found = (body as ResourceList).resources.find((one) => one.kind === kind && !one.name.includes('/'));
    return found && { group, plural: found.name, namespaced: found.namespaced };
  }
}
