import type { KubernetesObject } from '../manifest/object.ts';
import { describe, type RenderedManifest } from './read-render.ts';

/** Whether an object is a Secret with something in it: it may never lie in the repository. */
export function isOpenSecret({ apiVersion, kind, data, stringData }: KubernetesObject): boolean {
  return apiVersion === 'v1' && kind === 'Secret' && (hasFields(data) || hasFields(stringData));
}

/** Why Secrets cannot be vendored; undefined where there are none. */
export function explainOpenSecrets(name: string, manifests: readonly RenderedManifest[]): string | undefined {
  const open = manifests.filter(({ object }) => isOpenSecret(object));
  if (open.length === 0) return undefined;
  return [
    `${name}: renders Secrets with their values, which would be in git in the clear:`,
    ...open.map(({ object, template }) => `  ${describe(object)}${template === undefined ? '' : ` (${template})`}`),
    'Have the chart use an existing Secret, often by a value called existingSecret, and seal that: kumiki secret set; or have these sealed: --seal-env ENV --app APP.',
  ].join('\n');
}

function hasFields(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
