import { render } from 'kumiki/testing';
import { expect, test } from 'vitest';
import development from '../../environments/development.ts';
import legacy from '../../environments/production-legacy.ts';
import production from '../../environments/production.ts';
import staging from '../../environments/staging.ts';

test('development runs one Pod of each, production two of users and four of comments', () => {
  const replicas = (environment: Parameters<typeof render>[0], name: string): unknown =>
    render(environment).find('Deployment', name).spec?.replicas;
  const [eu] = production;

  expect([replicas(development, 'users-api'), replicas(development, 'comments-api')]).toEqual([1, 1]);
  expect([replicas(eu ?? [], 'users-api'), replicas(eu ?? [], 'comments-api')]).toEqual([2, 4]);
});

test('every region of production has a database of its own', () => {
  const addresses = production.map((region) =>
    render(region, { data: 'repository' })
      .find('EndpointSlice')
      .endpoints?.flatMap((endpoint) => endpoint.addresses),
  );

  expect(new Set(addresses.flat()).size).toBe(production.length);
});

test('the version that is kept alive stays on its older image', () => {
  const image = (environment: Parameters<typeof render>[0]): string | undefined =>
    render(environment, { data: 'repository' }).find('Deployment', 'users-api').spec?.template.spec?.containers[0]
      ?.image;

  expect(image(legacy)).toMatch(/^ghcr\.io\/acme\/users-api:1\.2\.9@sha256:/);
  expect(image(staging)).toMatch(/^ghcr\.io\/acme\/users-api:1\.4\.2@sha256:/);
});

test('production lets nothing in but what refers to it', () => {
  const { find } = render(production[0] ?? []);

  expect(find('NetworkPolicy', 'users-api-from-comments-api')).toHaveFields({ metadata: { namespace: 'users' } });
});
