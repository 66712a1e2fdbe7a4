import { defineEnvironment } from 'kumiki';
import { Service } from '../apps/service.ts';
import { environmentName, NAMESPACE, valuesOf } from '../apps/values.ts';
import { applications, environments } from './_size.ts';

/** W(applications × environments): a fleet of equal regions. */
export default Array.from({ length: environments }, (_, region) =>
  defineEnvironment({
    name: environmentName(region),
    edition: 1,
    kubernetes: '1.34',
    namespace: () => NAMESPACE,
    routing: 'ingress',
    network: 'isolated',
    ingressFrom: [{ namespace: 'ingress' }],
    build(environment) {
      for (let index = 0; index < applications; index++) new Service(environment, valuesOf(environment.name, index));
    },
  }),
);
