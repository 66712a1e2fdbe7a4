import { checkOptions } from '../../check-options.ts';
import { UserError } from '../../errors.ts';
import { showValue } from '../../manifest/show-value.ts';
import { BRANCH, checkLabels, checkOption, LABEL, SUBDOMAIN } from '../option.ts';
import { checkRepository } from '../repository.ts';

export interface ArgoCdOptions {
  /** The manifest repository, as the cluster reaches it: `https://git.example.com/acme/manifests.git`. */
  readonly repository: string;
  /** @default 'main' */
  readonly branch?: string | undefined;
  /** The namespace that Argo CD runs in. @default 'argocd' */
  readonly namespace?: string | undefined;
  /** The AppProject of the environment's applications; its name starts with `<environment>-`. @default '<environment>-applications' */
  readonly project?: string | undefined;
  /** Argo CD's `resource.exclusions` was changed so that it delivers EndpointSlices; from 3.0 on it leaves them out by itself. @default not */
  readonly endpointSlices?: 'included' | undefined;
  /** Labels on its Applications, by which notifications and ApplicationSets select. @default none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** What {@link argocd} returns. */
export interface ArgoCdDelivery {
  readonly tool: 'argocd';
  readonly repository: string;
  readonly branch: string;
  readonly namespace: string;
  /** Its own cluster: there is a CD tool in each, and it reaches no other. */
  readonly server: string;
  readonly project: string | undefined;
  readonly endpointSlices: 'included' | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

const OPTIONS = {
  repository: 1,
  branch: 1,
  namespace: 1,
  project: 1,
  endpointSlices: 1,
  labels: 1,
} as const satisfies Record<keyof ArgoCdOptions, 1>;

/**
 * Delivers an environment with Argo CD: an Application per application in one AppProject, each deployed with the rights of a deployer of
 * its namespace alone.
 *
 * @throws UserError where an option is wrong
 * @example
 * delivery: argocd({ repository: 'https://git.example.com/acme/manifests.git' })
 */
export function argocd(options: ArgoCdOptions): ArgoCdDelivery {
  checkOptions('argocd', options, OPTIONS);
  const { repository, branch, namespace, project, endpointSlices, labels } = options;
  checkRepository('argocd', repository, true);
  checkOption('argocd', 'branch', branch, BRANCH, "Use the name of a branch, such as 'main'.");
  checkOption('argocd', 'namespace', namespace, LABEL, "Use the name of a namespace, such as 'argocd'.");
  checkOption('argocd', 'project', project, SUBDOMAIN, "Use a name, such as 'production-applications'.");
  checkLabels('argocd', labels);
  if (endpointSlices !== undefined && endpointSlices !== 'included')
    throw new UserError(`argocd(): endpointSlices is ${showValue(endpointSlices)}. Use 'included', or leave it out.`);
  return {
    tool: 'argocd',
    repository,
    branch: branch ?? 'main',
    namespace: namespace ?? 'argocd',
    server: 'https://kubernetes.default.svc',
    project,
    endpointSlices,
    labels: labels ?? {},
  };
}
