import type { ArgoCdDelivery } from './argocd/argocd.ts';
import type { FluxDelivery } from './flux/flux.ts';
import type { FolderDelivery } from './folder.ts';

/** How the CD tool of a cluster takes an environment: what `argocd()`, `flux()` or `folder()` returned. */
export type Delivery = ArgoCdDelivery | FluxDelivery | FolderDelivery;

const TOOLS: ReadonlySet<unknown> = new Set(['argocd', 'flux', 'folder'] satisfies Delivery['tool'][]);

export function isDelivery(value: unknown): value is Delivery {
  return typeof value === 'object' && value !== null && 'tool' in value && TOOLS.has(value.tool);
}
