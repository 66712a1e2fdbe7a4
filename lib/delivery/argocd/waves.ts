/**
 * The order in which the root of an environment applies what is in `delivery/`. Applications nobody requires come last, at 0; each step
 * that another waits for is one wave earlier, as Argo CD goes on only when a wave is healthy.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves
 */
export const WAVES = { namespaces: -400, rights: -300, project: -200 } as const;

/**
 * Keeps a broken object from making whatever applies it degraded.
 *
 * Source: `setApplicationHealth` of Argo CD, controller/health.go
 */
export const IGNORED_HEALTH = { 'argocd.argoproj.io/ignore-healthcheck': 'true' } as const;

export const WAVE = 'argocd.argoproj.io/sync-wave';
