/**
 * A sync that failed is tried again, each time with the newest commit, so that one which mends it need not wait. Applications give up after
 * a few minutes: Argo CD removes none whose sync is still being tried, and one whose folder is gone would be tried for ever.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-retry-refresh-on-new-revisions
 */
export const RETRY = {
  application: { limit: 5, refresh: true },
  root: { limit: -1, refresh: true },
} as const;
