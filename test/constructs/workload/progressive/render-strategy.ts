import { Application } from '../../../../lib/constructs/application.ts';
import { Route, type RouteProps } from '../../../../lib/constructs/route.ts';
import { WebService, type WebServiceProps } from '../../../../lib/constructs/web-service.ts';
import type { EnvironmentProps } from '../../../../lib/environment/environment-props.ts';
import { renderedOf, type Rendered } from '../../../../lib/testing/rendered.ts';
import { messagesOf, renderFindings } from '../../../render-findings.ts';

export interface StrategyCase {
  readonly props: Partial<WebServiceProps>;
  readonly environment?: Partial<EnvironmentProps> | undefined;
  /** Routes to the service, by their ids. @default none */
  readonly routes?: Readonly<Record<string, Partial<RouteProps>>> | undefined;
}

export interface StrategyOutcome extends Rendered {
  readonly messages: readonly string[];
}

/** The application `users` with the service `api`, and what was found. */
export function renderStrategy({ props, environment = {}, routes = {} }: StrategyCase): StrategyOutcome {
  const outcome = renderFindings(
    (root) => {
      const users = new Application(root, 'users');
      const to = new WebService(users, 'api', { image: 'registry.example/api:1.2.3', port: 8080, ...props });
      for (const [id, route] of Object.entries(routes))
        new Route(users, id, { gateway: 'infra/public', matches: [{ path: '/' }], to, ...route });
    },
    { progressive: 'argo-rollouts', ...environment },
  );
  const messages = messagesOf(outcome).filter((message) => !message.includes("is none of this environment's"));
  return Object.assign(renderedOf(outcome.objects.map(({ object }) => object)), { messages });
}
