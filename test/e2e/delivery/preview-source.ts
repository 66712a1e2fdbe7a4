import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { fieldsOf } from '../../../lib/fields.ts';

/** `environments/staging.ts`: an application in its own namespace, and one whose code names another. */
export function environmentFile(delivery: string): string {
  return `import { ${delivery.split('(')[0]}, Application, Config, defineEnvironment, previews, WebService } from 'kumiki';

const staging = defineEnvironment({
  name: 'staging',
  edition: 1,
  kubernetes: '1.37',
  delivery: ${delivery},
  build(environment) {
    const shop = new Application(environment, 'shop');
    new WebService(shop, 'api', { image: shop.image('api'), port: 8080 });
    new Config(new Application(environment, 'mail', { namespace: 'post' }), 'settings', { A: 'a' });
  },
});

export default [staging, ...previews(staging)];
`;
}

export function digestOf(digit: string): string {
  return `sha256:${digit.repeat(64)}`;
}

export function deployment(place: string) {
  return { apiVersion: 'apps/v1', kind: 'Deployment', namespace: place, name: 'shop-api' };
}

export function namespace(name: string) {
  return { apiVersion: 'v1', kind: 'Namespace', name };
}

/** Whether a Deployment runs the image with this digest. */
export function hasImage(digit: string): (object: KubernetesObject) => boolean {
  return (object) => JSON.stringify(fieldsOf(object['spec'])['template']).includes(digestOf(digit));
}

/** The question whether an account may do something with a Namespace. */
export function rightTo(verb: string, name: string, account: string): KubernetesObject {
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    metadata: {} as KubernetesObject['metadata'],
    spec: {
      user: `system:serviceaccount:${account}`,
      // As the API server asks for a request about one Namespace.
      resourceAttributes: { verb, resource: 'namespaces', namespace: name, name },
    },
  };
}
