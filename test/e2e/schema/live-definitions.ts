import type { KubeClient } from '../../servers/kube-client.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import type { Cause } from './server-verdict.ts';

interface OpenApiSchema {
  readonly $ref?: string;
  readonly allOf?: readonly OpenApiSchema[];
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly additionalProperties?: OpenApiSchema;
  readonly items?: OpenApiSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

/** The definitions that a server publishes at /openapi/v3: which refusals follow from them, and which from rules in its code. */
export class LiveDefinitions {
  readonly #schemas: ReadonlyMap<string, OpenApiSchema>;
  readonly #kinds: ReadonlyMap<string, OpenApiSchema>;

  private constructor(schemas: ReadonlyMap<string, OpenApiSchema>) {
    this.#schemas = schemas;
    this.#kinds = new Map(
      [...schemas.values()].flatMap((schema) =>
        (schema['x-kubernetes-group-version-kind'] ?? []).map(
          ({ group, version, kind }) => [`${group === '' ? version : `${group}/${version}`}/${kind}`, schema] as const,
        ),
      ),
    );
  }

  static async read(api: KubeClient): Promise<LiveDefinitions> {
    const { body } = await api.send('GET', '/openapi/v3');
    const { paths } = body as { readonly paths: Readonly<Record<string, { readonly serverRelativeURL: string }>> };
    const schemas = new Map<string, OpenApiSchema>();
    for (const { serverRelativeURL } of Object.values(paths)) {
      const answer = await api.send('GET', serverRelativeURL);
      const { components } = answer.body as {
        readonly components?: { readonly schemas?: Record<string, OpenApiSchema> };
      };
      for (const [name, schema] of Object.entries(components?.schemas ?? {})) schemas.set(name, schema);
    }
    return new LiveDefinitions(schemas);
  }

  /** Whether the definition of the kind says what the server found: a field that it requires and that is not there, or the choices that it has. */
  says(object: KubernetesObject, { reason, field = '' }: Cause): boolean {
    const root = this.#kinds.get(`${object.apiVersion}/${object.kind}`);
    const steps = field.split(/[.[\]]+/).filter((step) => step !== '');
    const [parent, last = ''] = [steps.slice(0, -1), steps.at(-1)];
    if (reason === 'FieldValueNotSupported') return this.#hasNoSuchChoice(root, steps, valueAt(object, steps));
    if (reason !== 'FieldValueRequired' || this.#at(root, parent)?.required?.includes(last) !== true) return false;
    const holder = valueAt(object, parent);
    // What the server itself made of the object is a consequence of something else.
    return holder !== undefined && isEmpty(Object(holder)[last]);
  }

  /** Some kinds take only some of the choices that the definition has: a rule. */
  #hasNoSuchChoice(root: OpenApiSchema | undefined, steps: readonly string[], value: unknown): boolean {
    const choices = this.#at(root, steps)?.enum;
    return choices !== undefined && !choices.includes(value ?? '');
  }

  #at(schema: OpenApiSchema | undefined, [step, ...rest]: readonly string[]): OpenApiSchema | undefined {
    const here = this.#resolve(schema);
    if (here === undefined || step === undefined) return here;
    return this.#at(here.properties?.[step] ?? here.items ?? here.additionalProperties, rest);
  }

  #resolve(schema: OpenApiSchema | undefined): OpenApiSchema | undefined {
    const reference = schema?.$ref ?? schema?.allOf?.[0]?.$ref;
    return reference === undefined ? schema : this.#resolve(this.#schemas.get(reference.replace(/^.*\//, '')));
  }
}

function valueAt(object: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, step) => Object(value)[step], object);
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0)
  );
}
