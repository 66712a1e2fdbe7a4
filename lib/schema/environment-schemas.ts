import { UserError, type Finding } from '../errors.ts';
import { readManifests } from '../read/read-manifests.ts';
import type { EnvironmentSource } from '../tree/build-tree.ts';
import type { CrdSource } from './crd.ts';
import { openSchema, type Schema } from './open-schema.ts';

/** The schemas of environments; those of one Kubernetes version and the same CRDs share one, as compiling it costs more than using it. */
export class EnvironmentSchemas {
  readonly #schemas = new Map<string, Schema>();

  /** @throws UserError where a file of `crds` is missing, broken, or holds anything but CustomResourceDefinitions */
  of({ props, data }: Pick<EnvironmentSource, 'props' | 'data'>): Schema {
    const files = (props.crds ?? []).map((file) => ({ file, text: data.file(file) }));
    const key = JSON.stringify([props.kubernetes, files]);
    const known = this.#schemas.get(key);
    if (known !== undefined) return known;

    const schema = openSchema(props.kubernetes, { crds: files.flatMap(({ file, text }) => crdsOf(file, text)) });
    this.#schemas.set(key, schema);
    return schema;
  }
}

function crdsOf(file: string, text: string): readonly CrdSource[] {
  const { objects, findings } = readManifests(text, file);
  refuseBroken(findings);
  if (objects.length === 0)
    throw new UserError(`${file}: holds no object. List files with CustomResourceDefinitions in crds.`);
  return objects.map(({ object, line }) => ({ object, where: `${file}:${line}` }));
}

function refuseBroken(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new UserError(errors.map(({ message }) => message).join('\n'));
}
