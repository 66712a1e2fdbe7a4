import { expect, test } from 'vitest';
import { Worker, type WorkerProps } from '../../lib/constructs/worker.ts';
import { renderConstruct } from '../../lib/testing/index.ts';

test('is a WebService without ports and without a Service', () => {
  const { objects, find } = renderConstruct((app) => new Worker(app, 'mailer', { image: 'a:1', replicas: 2 }));

  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Deployment test-mailer',
    'PodDisruptionBudget test-mailer',
    'ServiceAccount test-mailer',
  ]);
  expect(find('Deployment')).toHaveFields({
    spec: { replicas: 2, template: { spec: { containers: [{ name: 'mailer', ports: undefined }] } } },
  });
});

test.each<[string, object, string]>([
  ['a port', { port: 80 }, 'test/mailer: port is not a prop of Worker.'],
  ['a load balancer', { loadBalancer: 'internal' }, 'test/mailer: loadBalancer is not a prop of Worker.'],
  [
    'a patch for a Service',
    { patch: { Service: {} } },
    'patch names Service, which it does not make here. It makes: ServiceAccount, Deployment, NetworkPolicy.',
  ],
  ['a patch that is none', { patch: { Deployment: null } }, 'patch.Deployment is null. Use an object: { spec: … }.'],
  [
    'text for a bag',
    { resources: '100m' },
    'test/mailer: resources is "100m". Use an object with: cpu, memory, ephemeralStorage, extended.',
  ],
  ['a word for a rollout', { rollout: 'Recreate' }, 'rollout is "Recreate". Use an object with: maxSurge,'],
  ['another evenness', { spread: { zones: 'must' } }, `spread.zones is "must". Use 'prefer' or 'require'.`],
])('refuses %s', (_, props, message) => {
  expect(() =>
    renderConstruct((app) => new Worker(app, 'mailer', { image: 'a:1', ...(props as Partial<WorkerProps>) })),
  ).toThrow(message);
});

test('a class of its own may extend it, and is named in messages', () => {
  class Mailer extends Worker {}

  expect(() =>
    renderConstruct((app) => new Mailer(app, 'mailer', { image: 'a:1', replcas: 2 } as WorkerProps)),
  ).toThrow('test/mailer: replcas is not a prop of Mailer. Did you mean replicas?');
});
