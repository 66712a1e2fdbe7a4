import { checkOptions } from '../../check-options.ts';
import { BRANCH, checkLabels, checkOption, checkSecretName, DURATION, LABEL } from '../option.ts';
import { checkRepository } from '../repository.ts';

export interface FluxOptions {
  /** The manifest repository, as the cluster reaches it: `https://git.example.com/acme/manifests.git`, `ssh://git@git.example.com/acme/manifests.git`. */
  readonly repository: string;
  /** @default 'main' */
  readonly branch?: string | undefined;
  /** The namespace that Flux runs in. @default 'flux-system' */
  readonly namespace?: string | undefined;
  /** A Secret of that namespace with a credential that may only read the repository. @default none: the repository is public */
  readonly credential?: string | undefined;
  /** A Secret of that namespace with the public keys of those who sign commits; others are not applied. @default none */
  readonly verify?: string | undefined;
  /** A Secret of that namespace with the keys that open what SOPS encrypted. @default none */
  readonly decrypt?: string | undefined;
  /** How often the repository is asked. @default '1m' */
  readonly interval?: string | undefined;
  /** How long an application may take to become healthy, 30 seconds at least. @default '5m' */
  readonly timeout?: string | undefined;
  /** The shard of Flux's controllers that takes it, where there are several. @default the one without a shard */
  readonly shard?: string | undefined;
  /** Labels on its Kustomizations. @default none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** What {@link flux} returns. */
export interface FluxDelivery {
  readonly tool: 'flux';
  readonly repository: string;
  readonly branch: string;
  readonly namespace: string;
  readonly credential: string | undefined;
  readonly verify: string | undefined;
  readonly decrypt: string | undefined;
  readonly interval: string;
  readonly timeout: string;
  readonly labels: Readonly<Record<string, string>>;
}

const OPTIONS = {
  repository: 1,
  branch: 1,
  namespace: 1,
  credential: 1,
  verify: 1,
  decrypt: 1,
  interval: 1,
  timeout: 1,
  shard: 1,
  labels: 1,
} as const satisfies Record<keyof FluxOptions, 1>;

/**
 * Delivers an environment with Flux: a GitRepository of its folder, and a Kustomization per application, each applied with the rights of
 * a deployer of its namespace alone.
 *
 * @throws UserError where an option is wrong
 * @example
 * delivery: flux({ repository: 'https://git.example.com/acme/manifests.git', credential: 'manifests-read' })
 */
export function flux(options: FluxOptions): FluxDelivery {
  checkOptions('flux', options, OPTIONS);
  const { repository, branch, namespace, credential, verify, decrypt, interval, timeout, shard, labels } = options;
  checkRepository('flux', repository, false);
  checkOption('flux', 'branch', branch, BRANCH, "Use the name of a branch, such as 'main'.");
  checkOption('flux', 'namespace', namespace, LABEL, "Use the name of a namespace, such as 'flux-system'.");
  for (const [name, secret] of Object.entries({ credential, verify, decrypt })) checkSecretName('flux', name, secret);
  for (const [name, time] of Object.entries({ interval, timeout }))
    checkOption('flux', name, time, DURATION, "Use a duration, such as '5m'.");
  checkOption('flux', 'shard', shard, LABEL, "Use the shard's key, such as 'shard1'.");
  checkLabels('flux', labels);
  return {
    tool: 'flux',
    repository,
    branch: branch ?? 'main',
    namespace: namespace ?? 'flux-system',
    credential,
    verify,
    decrypt,
    interval: interval ?? '1m',
    timeout: timeout ?? '5m',
    labels: { ...labels, ...(shard !== undefined && { 'sharding.fluxcd.io/key': shard }) },
  };
}
