import type { Container, EnvVar } from '../../../lib/kubernetes.ts';
import type { PodData } from './pod-data.ts';

/** The environment that a container starts with. What only a real kubelet knows (fieldRef, resourceFieldRef) stays empty. */
export async function containerEnvironment(
  { env = [], envFrom = [] }: Container,
  data: PodData,
): Promise<Readonly<Record<string, string>>> {
  const values: Record<string, string> = {};
  for (const { prefix = '', configMapRef, secretRef } of envFrom) {
    const all = {
      ...(configMapRef && (await data.all('ConfigMap', configMapRef))),
      ...(secretRef && (await data.all('Secret', secretRef))),
    };
    for (const [key, value] of Object.entries(all)) values[`${prefix}${key}`] = value;
  }
  for (const one of env) {
    const value = await valueOf(one, data);
    if (value !== undefined) values[one.name] = value;
  }
  return values;
}

async function valueOf({ value, valueFrom }: EnvVar, data: PodData): Promise<string | undefined> {
  const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
  if (secretKeyRef !== undefined) return data.key('Secret', secretKeyRef, secretKeyRef.key);
  if (configMapKeyRef !== undefined) return data.key('ConfigMap', configMapKeyRef, configMapKeyRef.key);
  return value ?? '';
}
