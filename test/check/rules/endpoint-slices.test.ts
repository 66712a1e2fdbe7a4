import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { Application } from '../../../lib/constructs/application.ts';
import { ExternalService } from '../../../lib/constructs/external-service.ts';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import type { Delivery } from '../../../lib/delivery/delivery.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';
import { defineEnvironment } from '../../../lib/environment/define-environment.ts';
import type { Environment } from '../../../lib/environment/environment.ts';
import { render } from '../../../lib/testing/render.ts';

const repository = 'https://git.example.com/acme/manifests.git';
const addresses = ['10.0.0.1', '2001:db8::1'];

function renderWith(delivery: Delivery | undefined, build: (environment: Environment) => void): void {
  render(
    defineEnvironment({
      name: 'production',
      edition: 1,
      kubernetes: '1.34',
      delivery,
      build(environment) {
        build(environment);
      },
    }),
  );
}

function twoServices(environment: Environment): void {
  const app = new Application(environment, 'users');
  new ExternalService(app, 'ldap', { addresses, ports: 389 });
  new ExternalService(app, 'mail', { addresses, ports: 25 });
}

test('Argo CD that leaves out EndpointSlices is one error that names the constructs', () => {
  expect(() => renderWith(argocd({ repository }), twoServices)).toThrow(
    /^production: Argo CD leaves out EndpointSlices by default \(from 3\.0 on\), and says nothing of it: those of users\/ldap, users\/mail would never be deployed\./,
  );
});

test('the error has the lines of argocd-cm, which leave out everything but EndpointSlices as before', () => {
  let message = '';
  try {
    renderWith(argocd({ repository, namespace: 'cd' }), twoServices);
  } catch (error) {
    message = String(error);
  }

  const lines = parse(message.slice(message.indexOf('data:'))) as { data: Record<string, string> };
  const exclusions = parse(lines.data['resource.exclusions'] ?? '') as { apiGroups: string[]; kinds: string[] }[];
  expect(message).toContain('Change the ConfigMap argocd-cm in the namespace cd');
  expect(exclusions.flatMap(({ kinds }) => kinds)).not.toContain('EndpointSlice');
  expect(exclusions[0]).toEqual({ apiGroups: [''], kinds: ['Endpoints'] });
  expect(exclusions).toHaveLength(7);
});

test.each<[string, Delivery | undefined]>([
  ['Argo CD that includes them', argocd({ repository, endpointSlices: 'included' })],
  ['Flux', flux({ repository })],
  ['no CD tool', undefined],
])('with %s it is fine', (_, delivery) => {
  expect(() => renderWith(delivery, twoServices)).not.toThrow();
});

test('something outside with a host has no EndpointSlice', () => {
  const build = (environment: Environment): void => {
    new ExternalService(new Application(environment, 'users'), 'ldap', { host: 'ldap.example.com', ports: 389 });
  };

  expect(() => renderWith(argocd({ repository }), build)).not.toThrow();
});
