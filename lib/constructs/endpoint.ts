import type { IConstruct } from 'constructs';
import type { Reference } from '../manifest/reference.ts';

/** Anything with an address, in the cluster or outside. Applications ask for this in their props, not for a WebService. */
export interface Endpoint {
  /** `users-api.users.svc`, or the real host of something outside. */
  readonly host: Reference<string>;
  readonly port: Reference<number>;
  /** `http://<host>:<port><path>`; the scheme is the endpoint's own. */
  url(path?: string): Reference<string>;
}

/** `environment.service(path)` named nothing. Rendering turns it into a finding at the construct that uses it. */
export class UnknownService extends Error {}

/** The endpoint that `<application>/<component>` names. Throws an {@link UnknownService} that lists what there is. */
export function findEndpoint(environment: IConstruct, path: string): IConstruct & Endpoint {
  const slash = path.indexOf('/');
  const component = path.slice(slash + 1);
  const application = environment.node.tryFindChild(path.slice(0, Math.max(slash, 0)));
  const found = application?.node
    .findAll()
    .find((construct) => construct.node.id === component && isEndpoint(construct));
  if (found !== undefined && isEndpoint(found)) return found;

  const known = environment.node.findAll().filter(isEndpoint);
  const names = known.map((endpoint) => `${endpoint.node.scopes[1]?.node.id}/${endpoint.node.id}`);
  throw new UnknownService(
    `environment.service('${path}'): no such service. There are: ${names.join(', ') || 'none'}.`,
  );
}

function isEndpoint<C extends IConstruct>(construct: C): construct is C & Endpoint {
  return 'host' in construct && 'port' in construct && 'url' in construct;
}
