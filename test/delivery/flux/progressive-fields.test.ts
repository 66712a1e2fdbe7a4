import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { WebService } from '../../../lib/constructs/web-service.ts';
import { blueGreen } from '../../../lib/constructs/workload/progressive/strategy.ts';
import { progressiveFields, type ProgressiveFields } from '../../../lib/delivery/flux/progressive-fields.ts';
import type { EnvironmentProps } from '../../../lib/environment/environment-props.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';
import { renderFindings } from '../../render-findings.ts';

function fieldsWith(progressive: EnvironmentProps['progressive']): ReadonlyMap<string, ProgressiveFields> {
  const props: EnvironmentProps = { name: 'test', edition: 1, kubernetes: '1.34', progressive, build: () => undefined };
  const { objects } = renderFindings((environment) => {
    const service = { image: 'registry.example/api:1', port: 80 };
    const strategy = progressive && blueGreen();
    new WebService(new Application(environment, 'users'), 'api', { ...service, strategy });
    new WebService(new Application(environment, 'comments'), 'api', service);
  }, props);
  return progressiveFields({ props, walked: objects });
}

test('Flux leaves the fields alone that Argo Rollouts writes, and knows when a Rollout is there', () => {
  const fields = fieldsWith('argo-rollouts');

  expect([...fields.keys()]).toEqual(['users']);
  expect(fields.get('users')).toEqual({
    healthCheckExprs: [
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        current: "status.phase == 'Healthy' || status.phase == 'Paused'",
        failed: "status.phase == 'Degraded'",
        inProgress: 'status.observedGeneration != string(metadata.generation)',
      },
    ],
    ignore: ['users-api', 'users-api-preview'].map((name) => ({
      paths: ['/spec/selector/rollouts-pod-template-hash'],
      target: { group: undefined, kind: 'Service', name, namespace: 'users' },
    })),
  });
});

test('a Kustomization takes them', () => {
  const spec = { interval: '10m', prune: true, sourceRef: { kind: 'GitRepository', name: 'a' } };
  const apiVersion = 'kustomize.toolkit.fluxcd.io/v1';
  const kustomization = { apiVersion, kind: 'Kustomization', metadata: { name: 'users' } };

  const problems = openSchema('1.34').check({
    ...kustomization,
    spec: { ...spec, ...fieldsWith('argo-rollouts').get('users') },
  });

  expect(problems).toEqual([]);
});

test.each([undefined, 'flagger'] as const)('with %s there is nothing to say', (progressive) => {
  expect([...fieldsWith(progressive).keys()]).toEqual([]);
});
