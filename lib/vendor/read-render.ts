import { UserError } from '../errors.ts';
import type { KubernetesObject } from '../manifest/object.ts';
import { readDocuments } from '../read/read-documents.ts';
import { readManifests } from '../read/read-manifests.ts';

/** An object as a program rendered it. */
export interface RenderedManifest {
  readonly object: KubernetesObject;
  /** The template that it comes from, where the program says so: `redis/templates/secret.yaml`. */
  readonly template: string | undefined;
}

/**
 * The objects that helm or kustomize printed, read as Kubernetes reads them.
 *
 * @param what how messages name it: `redis`
 * @throws a UserError with everything in it that no server would take
 */
export function readRender(output: string, what: string): readonly RenderedManifest[] {
  const problems: string[] = [];
  const manifests = readDocuments(output).flatMap(({ document }): readonly RenderedManifest[] => {
    const template = /^# Source: (\S+)\s*$/m.exec(document.text)?.[1];
    const where = template === undefined ? what : `${what}: ${template}`;
    const { objects, findings } = readManifests(document.text, where);
    problems.push(
      ...findings
        .filter(({ rule, severity }) => severity === 'error' || rule === 'practice/large-number')
        // A line of what was rendered is no line of the template.
        .map(({ message }) => message.replace(/:\d+:\d+: /, ': ')),
    );
    return objects.flatMap(({ object }) => {
      if (isIdentified(object)) return [{ object, template }];
      problems.push(
        `${where}: an object has no apiVersion, kind or name. Mend the template, or the values that it reads.`,
      );
      return [];
    });
  });
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return manifests;
}

/** `Deployment redis/redis-master` */
export function describe({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

function isIdentified(
  object: Readonly<Record<string, unknown>>,
): object is Readonly<Record<string, unknown>> & KubernetesObject {
  const { apiVersion, kind, metadata } = object;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata === 'object' &&
    metadata !== null &&
    'name' in metadata &&
    typeof metadata.name === 'string' &&
    metadata.name !== ''
  );
}
