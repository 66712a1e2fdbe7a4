import { groupOf, type RenderedObject } from '../../manifest/object.ts';
import { progressiveDifferences } from '../progressive-differences.ts';

/** Fields of one object that somebody else writes in the cluster, as exact pointers: a pattern would hide a real difference. */
export interface IgnoredDifference {
  readonly group?: string | undefined;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly jsonPointers: readonly string[];
}

/** By application: certificates that a controller writes into webhooks which leave them out, and what progressive delivery changes. */
export function ignoredDifferences(
  objects: readonly RenderedObject[],
): ReadonlyMap<string, readonly IgnoredDifference[]> {
  const byApplication = new Map<string, IgnoredDifference[]>();
  for (const { application, ...difference } of [...injectedCertificates(objects), ...progressiveDifferences(objects)])
    byApplication.set(application, [...(byApplication.get(application) ?? []), difference]);
  return byApplication;
}

function injectedCertificates(
  objects: readonly RenderedObject[],
): readonly (IgnoredDifference & { readonly application: string })[] {
  return objects.filter(isWebhookConfiguration).flatMap(({ object, application }) => {
    const jsonPointers = certificatesOf(object);
    if (jsonPointers.length === 0) return [];
    const { name, namespace } = object.metadata;
    return [{ application, group: groupOf(object.apiVersion), jsonPointers, kind: object.kind, name, namespace }];
  });
}

function isWebhookConfiguration({ object }: RenderedObject): boolean {
  return object.kind === 'MutatingWebhookConfiguration' || object.kind === 'ValidatingWebhookConfiguration';
}

function certificatesOf(object: RenderedObject['object']): readonly string[] {
  const webhooks = Array.isArray(object['webhooks']) ? (object['webhooks'] as readonly unknown[]) : [];
  return webhooks.flatMap((webhook, index) =>
    hasCertificate(webhook) ? [] : [`/webhooks/${index}/clientConfig/caBundle`],
  );
}

function hasCertificate(webhook: unknown): boolean {
  const config =
    typeof webhook === 'object' && webhook !== null && 'clientConfig' in webhook ? webhook.clientConfig : {};
  return typeof config === 'object' && config !== null && 'caBundle' in config;
}
