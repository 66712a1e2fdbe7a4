import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { Volume } from '../../lib/constructs/workload/volumes.ts';
import { canonicalQuantities } from '../../lib/manifest/canonical-quantities.ts';
import { messagesOf, renderFindings } from '../render-findings.ts';

test('quantities are found wherever they stand, and nothing else is touched', () => {
  const date = new Date(0);
  const value = {
    containers: [
      { name: 'a', resources: { limits: { cpu: '1000m', memory: 1024 }, requests: { cpu: 'abc', memory: null } } },
    ],
    target: { type: 'Value', value: '2000', averageUtilization: 70, averageValue: '1000m' },
    env: [{ name: 'A', value: '1000m' }],
    sizeLimit: '1024Mi',
    other: ['1000m', date],
  };

  expect(canonicalQuantities(value)).toEqual({
    containers: [
      { name: 'a', resources: { limits: { cpu: '1', memory: '1024' }, requests: { cpu: 'abc', memory: null } } },
    ],
    target: { type: 'Value', value: '2k', averageUtilization: 70, averageValue: '1' },
    env: [{ name: 'A', value: '1000m' }],
    sizeLimit: '1Gi',
    other: ['1000m', date],
  });
});

test('patches and volumes in words of Kubernetes are canonical too', () => {
  const outcome = renderFindings((environment) => {
    const container = { name: 'api', resources: { limits: { memory: '1024Mi' } } };
    new WebService(new Application(environment, 'a'), 'api', {
      image: 'a:1',
      port: 80,
      files: { '/tmp': Volume.of({ emptyDir: { sizeLimit: '1024Ki' } }) },
      patch: { Deployment: { spec: { template: { spec: { containers: [container] } } } } },
    });
  });

  expect(messagesOf(outcome)).toEqual([]);
  expect(outcome.objects.find(({ object }) => object.kind === 'Deployment')?.object).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [{ resources: { limits: { memory: '1Gi' } } }],
          volumes: [{ emptyDir: { sizeLimit: '1Mi' } }],
        },
      },
    },
  });
});
