import type { Finding } from '../errors.ts';
import type { RenderedObject } from '../manifest/object.ts';
import { hideCredentials } from './credentials/hide-credentials.ts';
import type { Problem } from './rule.ts';

/** A finding about one rendered object, with everything that leads to it. */
export function objectFinding(environment: string, rendered: RenderedObject, problem: Problem): Finding {
  const { object, application, origin } = rendered;
  const waiver = origin.waiver?.(problem.rule);
  const message = `${describeObject(rendered)}: ${hideCredentials(object, problem.message)}`;
  return {
    ...problem,
    severity: waiver === undefined ? problem.severity : 'info',
    message: waiver === undefined ? message : `${message} Waived at ${waiver.construct}: ${waiver.reason}`,
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
