import type { KubernetesObject } from '../object.ts';
import type { Fields } from '../../fields.ts';
import { fieldsIn } from './read-fields.ts';

/** A workload with an annotation on its Pods, in the order of dist. One that is there stays: somebody wrote it. */
export function annotateTemplate(object: KubernetesObject, name: string, value: string): KubernetesObject {
  const spec = fieldsIn(object, 'spec');
  const template = fieldsIn(spec, 'template');
  const metadata = fieldsIn(template, 'metadata') ?? {};
  const annotations = fieldsIn(metadata, 'annotations') ?? {};
  if (Object.hasOwn(annotations, name)) return object;
  const annotated = withField(metadata, 'annotations', withField(annotations, name, value));
  return { ...object, spec: { ...spec, template: withField(template ?? {}, 'metadata', annotated) } };
}

function withField(fields: Fields, name: string, value: unknown): Fields {
  if (Object.hasOwn(fields, name)) return { ...fields, [name]: value };
  return Object.fromEntries(
    [...Object.entries(fields), [name, value] as const].toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
