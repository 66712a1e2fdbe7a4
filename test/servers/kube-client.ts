import type { KubernetesObject } from '../../lib/manifest/object.ts';
import { kubeRequest, type Access, type Answer, type SendRequest } from './kube-request.ts';
import { KubeResources } from './kube-resources.ts';
import { until, type UntilOptions } from './until.ts';

export interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
}

export interface ApplyOptions {
  /** @default 'e2e' */
  readonly manager?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

/** A small client of an API server: what the answer is not is never guessed, and a refusal is an error with the server's words. */
export class KubeClient {
  readonly access: Access;
  readonly send: SendRequest;
  readonly #resources: KubeResources;

  constructor(access: Access) {
    this.access = access;
    this.send = kubeRequest(access);
    this.#resources = new KubeResources(this.send);
  }

  /** Undefined where there is none. */
  async get<T = KubernetesObject>(reference: Reference): Promise<T | undefined> {
    const answer = await this.send('GET', await this.pathOf(reference));
    return answer.code === 404 ? undefined : (succeeded(answer, reference) as T);
  }

  /** @param namespace of all namespaces where there is none */
  async list<T = KubernetesObject>(
    apiVersion: string,
    kind: string,
    namespace?: string,
    labelSelector?: string,
  ): Promise<readonly T[]> {
    const path = await this.#collection({ apiVersion, kind, namespace });
    const answer = await this.send('GET', path, { query: { labelSelector } });
    return (succeeded(answer, { apiVersion, kind, namespace, name: '*' }) as { readonly items: readonly T[] }).items;
  }

  /** Server-side, as Argo CD and Flux do it. */
  async apply(object: KubernetesObject, { manager = 'e2e', dryRun = false }: ApplyOptions = {}): Promise<unknown> {
    const reference = referenceOf(object);
    const answer = await this.send('PATCH', await this.pathOf(reference), {
      body: object,
      type: 'application/apply-patch+yaml',
      query: {
        fieldManager: manager,
        force: 'true',
        fieldValidation: 'Strict',
        dryRun: dryRun ? 'All' : undefined,
      },
    });
    return succeeded(answer, reference);
  }

  /** What the server would say to a create, refusal or not. */
  async tryCreate(object: KubernetesObject): Promise<Answer> {
    return this.send('POST', await this.#collection(referenceOf(object)), {
      body: object,
      query: { dryRun: 'All', fieldValidation: 'Strict' },
    });
  }

  async create(object: KubernetesObject, fieldValidation: 'Strict' | 'Ignore' = 'Strict'): Promise<unknown> {
    const reference = referenceOf(object);
    const answer = await this.send('POST', await this.#collection(reference), {
      body: object,
      query: { fieldValidation },
    });
    return succeeded(answer, reference);
  }

  /** A merge patch; `status` patches what controllers write. */
  async patch(reference: Reference, body: unknown, part: 'status' | undefined = undefined): Promise<unknown> {
    const path = await this.pathOf(reference);
    const answer = await this.send('PATCH', part === undefined ? path : `${path}/${part}`, {
      body,
      type: 'application/merge-patch+json',
    });
    return succeeded(answer, reference);
  }

  /** Nothing happens where there is none. */
  async delete(reference: Reference, options: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const answer = await this.send('DELETE', await this.pathOf(reference), { body: options });
    if (answer.code !== 404) succeeded(answer, reference);
  }

  /** Waits until an object is as wanted; the message of a failure has its status. */
  until<T = KubernetesObject>(
    reference: Reference,
    what: string,
    isSo: (object: T) => boolean,
    options: UntilOptions = {},
  ): Promise<T> {
    const ask = async (): Promise<T | undefined> => {
      const object = await this.get<T>(reference);
      return object !== undefined && isSo(object) ? object : undefined;
    };
    const found = async (): Promise<string> => {
      const object = await this.get(reference);
      return object === undefined ? 'no such object' : JSON.stringify(object['status'] ?? object);
    };
    return until(`${textOf(reference)} ${what}`, ask, { found, ...options });
  }

  async untilGone(reference: Reference, options: UntilOptions = {}): Promise<void> {
    const isGone = async (): Promise<boolean> => (await this.get(reference)) === undefined;
    const found = async (): Promise<string> => JSON.stringify((await this.get(reference))?.metadata);
    await until(`${textOf(reference)} is gone`, isGone, { found, ...options });
  }

  async pathOf(reference: Reference): Promise<string> {
    return `${await this.#collection(reference)}/${reference.name}`;
  }

  async #collection({ apiVersion, kind, namespace }: Omit<Reference, 'name'>): Promise<string> {
    const { group, plural, namespaced } = await this.#resources.of(apiVersion, kind);
    return namespaced && namespace !== undefined ? `${group}/namespaces/${namespace}/${plural}` : `${group}/${plural}`;
  }
}

export function referenceOf({ apiVersion, kind, metadata }: KubernetesObject): Reference {
  return { apiVersion, kind, namespace: metadata.namespace, name: metadata.name };
}

function succeeded({ code, body }: Answer, reference: Reference): unknown {
  if (code >= 200 && code < 300) return body;
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : body;
  throw new Error(`${textOf(reference)}: ${code} ${String(message)}`);
}

function textOf({ kind, namespace, name }: Reference): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
