import type { Finding } from '../errors.ts';
import type { RenderedObject } from '../manifest/object.ts';
import type { Problem } from './rule.ts';

/** A finding about one rendered object, with everything that leads to it. */
export function objectFinding(environment: string, rendered: RenderedObject, problem: Problem): Finding {
  const { object, application, origin } = rendered;
  return {
    ...problem,
    message: `${describeObject(rendered)}: ${problem.message}`,
    environment,
    application,
    construct: origin.construct,
    source: origin.source(),
    object: {
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace: object.metadata?.namespace,
      name: object.metadata?.name,
    },
  };
}

/** `Deployment users/users-api` */
export function describeObject({ object }: RenderedObject): string {
  const { namespace, name } = object.metadata ?? {};
  return `${object.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
