import { expect, test } from 'vitest';
import { healthOf } from '../../lib/change/health.ts';

const flux = (state: 'success' | 'failure' | 'pending', object = 'staging-users') => ({
  context: `kustomization/${object}/1a2b3c4d`,
  state,
});

test.each([
  ['nothing was reported', [], 'silent'],
  ['another application was', [[flux('success', 'staging-users-2')]], 'silent'],
  ['another environment was', [[flux('success', 'production-users')]], 'silent'],
  ['Flux reports success', [[flux('success')]], 'healthy'],
  ['Argo CD reports success', [[{ context: 'argocd/staging-users', state: 'success' as const }]], 'healthy'],
  ['the newest commit that says something counts', [[], [flux('failure')], [flux('success')]], 'unhealthy'],
  ['what is under way says nothing yet', [[flux('pending')], [flux('success')]], 'healthy'],
] as const)('%s', (_, statuses, health) => {
  expect(healthOf('staging', 'users', statuses)).toBe(health);
});
