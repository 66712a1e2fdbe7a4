import type { KubernetesObject } from '../../manifest/object.ts';

/** Where an object's texts name a namespace in a way that somebody will look there: a host name, `namespace/name`, a flag, a field called so. */
export function findMentions(object: KubernetesObject, namespace: string): readonly string[] {
  const paths: string[] = object.kind === 'Namespace' && object.metadata.name === namespace ? ['/metadata/name'] : [];
  const name = namespace.replaceAll(/[^a-z0-9]/gi, String.raw`\$&`);
  const pattern = new RegExp(
    String.raw`\.${name}(?:\.svc\b|$|[:/])|^${name}/|(?:^|[\s"'-])[\w-]*namespaces?["']?(?:[=:]|\s)\s*["']?${name}(?![\w-])`,
    'im',
  );
  walk(object, '', false, (text, path, isNamespace) => {
    if ((isNamespace && text === namespace) || pattern.test(text)) paths.push(path);
  });
  return paths;
}

type Visit = (text: string, path: string, isNamespace: boolean) => void;

/** @param isNamespace the text is what a field or a variable called `…namespace` holds */
function walk(value: unknown, path: string, isNamespace: boolean, visit: Visit): void {
  if (typeof value === 'string') visit(value, path, isNamespace);
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walk(item, `${path}/${index}`, isNamespace, visit);
  } else if (typeof value === 'object' && value !== null) {
    const { name } = value as { readonly name?: unknown };
    const isVariable = typeof name === 'string' && NAMESPACE.test(name);
    for (const [key, field] of Object.entries(value)) {
      const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
      walk(field, `${path}/${step}`, NAMESPACE.test(key) || (isVariable && key === 'value'), visit);
    }
  }
}

const NAMESPACE = /namespaces?$/i;
