import { UserError } from '../errors.ts';
import type { KubernetesObject } from '../manifest/object.ts';
import { orderedObject } from '../manifest/ordered-object.ts';
import { emitDocument } from '../write/emit-yaml.ts';
import { nameFiles } from '../write/name-files.ts';
import { describe, type RenderedManifest } from './read-render.ts';
import { LOCK_FILE } from './vendor-name.ts';
import { renderLock, type VendorLock } from './vendor-lock.ts';

/** First line of every vendored manifest. */
export const VENDORED =
  "# Rendered by kumiki vendor. Do not edit: patch it with Manifests, or run 'kumiki vendor update'.";

/**
 * The files of `vendor/<name>/`: one an object, and the lock.
 *
 * @throws a UserError where an object is there twice
 */
export function layoutVendored(
  name: string,
  manifests: readonly RenderedManifest[],
  lock: VendorLock,
): ReadonlyMap<string, string> {
  const named = nameFiles(
    manifests.map(({ object, template }) => ({
      object,
      application: name,
      origin: { construct: template ?? name, source: () => undefined },
    })),
  );
  if (named.findings.length > 0) {
    const twice = [...new Set(named.findings.map((finding) => describeIdentity(finding.object)))].toSorted();
    throw new UserError(
      `${name}: renders these objects twice: ${twice.join(', ')}. Set values with which each has a name of its own.`,
    );
  }
  const files = [...named.files].map(([stem, { object }]): [string, string] => [`${stem}.yaml`, textOf(object)]);
  return new Map([...files, [LOCK_FILE, renderLock(lock)]]);
}

function textOf(object: KubernetesObject): string {
  return `${VENDORED}\n${emitDocument(orderedObject(object))}`;
}

function describeIdentity(
  object: { readonly kind: string; readonly namespace?: string | undefined; readonly name: string } | undefined,
): string {
  if (object === undefined) return '';
  const { kind, namespace, name } = object;
  return describe({ apiVersion: '', kind, metadata: { namespace, name } });
}
