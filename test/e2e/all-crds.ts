import { sharePath } from '../servers/module-cache.ts';

/** Folders with the CRDs of every tool whose kinds kumiki renders. */
export const ALL_CRDS: readonly string[] = [
  sharePath('argocd', 'crds'),
  sharePath('cluster', 'flux'),
  sharePath('cluster', 'sealed-secrets'),
  sharePath('crds'),
];
