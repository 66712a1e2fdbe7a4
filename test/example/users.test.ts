import { render } from 'kumiki/testing';
import { expect, test } from 'vitest';
import { Users } from '../../apps/users.ts';

const database = { engine: 'postgresql', addresses: ['10.20.0.10'] } as const;

test('runs as many Pods as the environment says, with a budget for drains from two on', () => {
  const one = render((environment) => new Users(environment, { replicas: 1, database }));
  const two = render((environment) => new Users(environment, { replicas: 2, database }));

  expect(two.find('Deployment', 'users-api')).toHaveFields({ spec: { replicas: 2 } });
  expect(two.find('PodDisruptionBudget')).toHaveFields({ spec: { maxUnavailable: 1 } });
  expect(one.objects.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
});

test('reaches a database of addresses through a headless Service', () => {
  const { find } = render((environment) => new Users(environment, { replicas: 1, database }));

  expect(find('Service', 'users-database')).toHaveFields({ spec: { clusterIP: 'None', ports: [{ port: 5432 }] } });
  expect(find('EndpointSlice')).toHaveFields({ addressType: 'IPv4', endpoints: [{ addresses: ['10.20.0.10'] }] });
});

test('hands the real host of a database to the Pods, as its certificate names it', () => {
  const host = 'users.db.example.com';

  const { find } = render(
    (environment) => new Users(environment, { replicas: 1, database: { engine: 'postgresql', host } }),
  );

  const [container] = find('Deployment', 'users-api').spec?.template.spec?.containers ?? [];
  expect(container?.env).toContainEqual({ name: 'DB_HOST', value: host });
});

test('answers GET /users and nothing else', () => {
  const { find } = render((environment) => new Users(environment, { replicas: 1, database }));

  expect(find('HTTPRoute')).toHaveFields(`
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: { name: users, namespace: users }
    spec:
      rules:
        - matches: [{ method: GET, path: { type: PathPrefix, value: /users } }]
          backendRefs: [{ name: users-api, port: 8080 }]
  `);
});

test('what is applied', () => {
  expect(render((environment) => new Users(environment, { replicas: 2, database }))).toMatchSnapshot();
});
