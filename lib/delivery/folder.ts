import { checkOptions } from '../check-options.ts';
import { checkOption, LABEL } from './option.ts';

export interface FolderOptions {
  /** The namespace of the deployers' accounts: that of whatever applies the folders. @default 'delivery' */
  readonly namespace?: string | undefined;
}

/** What {@link folder} returns. */
export interface FolderDelivery {
  readonly tool: 'folder';
  readonly namespace: string;
}

/**
 * Delivers an environment with anything that applies folders: Jenkins X, kapp, a cron job with kubectl. `delivery/` is applied first, with
 * its Namespaces, CRDs, and a deployer's account and rights for each namespace; then the folder of each application, as that deployer.
 *
 * @throws UserError where an option is wrong
 */
export function folder(options: FolderOptions = {}): FolderDelivery {
  checkOptions('folder', options, { namespace: 1 } satisfies Record<keyof FolderOptions, 1>);
  checkOption('folder', 'namespace', options.namespace, LABEL, "Use the name of a namespace, such as 'delivery'.");
  return { tool: 'folder', namespace: options.namespace ?? 'delivery' };
}
