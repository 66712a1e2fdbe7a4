/** The Kubernetes versions whose API definitions are in the pool, oldest first. */
export const KUBERNETES_VERSIONS = [
  '1.27',
  '1.28',
  '1.29',
  '1.30',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
  '1.37',
] as const;

export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

export function isKubernetesVersion(text: string): text is KubernetesVersion {
  return KUBERNETES_VERSIONS.some((version) => version === text);
}
