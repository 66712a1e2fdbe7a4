import { Application } from '../../lib/constructs/application.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { emitDocument } from '../../lib/write/emit-yaml.ts';
import type { EnvironmentProps } from '../../lib/environment/environment-props.ts';
import type { Environment } from '../../lib/environment/environment.ts';
import type { KubernetesObject } from '../../lib/manifest/object.ts';
import { renderFindings, type Outcome } from '../render-findings.ts';

export const REPOSITORY = 'https://git.example.com/acme/manifests.git';

/** Two applications, each with one WebService. */
export function twoApplications(environment: Environment): void {
  for (const id of ['comments', 'users']) {
    new WebService(new Application(environment, id), 'api', { image: 'api:1', port: 8080 });
  }
}

/** An environment named `eu`, rendered, delivered and checked. */
export function deliverEnvironment(
  props: Partial<EnvironmentProps>,
  build: (environment: Environment) => unknown = twoApplications,
): Outcome {
  return renderFindings(build, { name: 'eu', ...props });
}

/** The one object of a kind, or of a kind and name. */
export function find({ objects }: Outcome, kind: string, name?: string): KubernetesObject {
  const found = objects.filter(
    ({ object }) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Error(
      `${found.length} objects are ${kind} ${name ?? ''}: ${objects.map(({ object }) => `${object.kind} ${object.metadata.name}`).join(', ')}`,
    );
  return first.object;
}

export function yamlOf(object: KubernetesObject): string {
  return emitDocument(object);
}
