import type { ConfigMap } from '../../../lib/kubernetes.ts';
import type { KubeClient } from '../../servers/kube-client.ts';

/** The YAML of a ConfigMap of the namespace `default` with one value. */
export function configMap(name: string, value: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: default}\ndata: {value: '${value}'}\n`;
}

export async function untilValue(api: KubeClient, name: string, value: string): Promise<void> {
  await api.until<ConfigMap>(referenceTo(name), `has the value ${value}`, ({ data }) => data?.['value'] === value);
}

export function untilGone(api: KubeClient, name: string): Promise<void> {
  return api.untilGone(referenceTo(name));
}

function referenceTo(name: string) {
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name };
}
