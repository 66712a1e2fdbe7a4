import type { Finding } from '../errors.ts';
import type { KubernetesObject } from '../manifest/object.ts';

const TOOLS: Readonly<Record<string, string>> = { Application: 'Argo CD', Kustomization: 'Flux' };

/** What to do first, so that the tool leaves what it delivered. */
const LEAVING: Readonly<Record<string, string>> = {
  'Argo CD': 'Take the finalizers off its Applications before this is merged',
  Flux: 'Merge protected: true before this, with which Flux leaves everything behind',
};

/**
 * An environment that another CD tool is to deliver. The former one removes everything with its own objects, and the new one makes it again.
 *
 * @param before what `dist/<env>/delivery/` holds
 * @param after what it is to hold
 */
export function changedTool(
  environment: string,
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): readonly Finding[] {
  const [from, to] = [toolOf(before), toolOf(after)];
  if (from === undefined || to === undefined || from === to) return [];
  const message = `${environment}: ${to} takes over from ${from}, which removes all that it delivered when its own objects go; then ${to} makes it again. ${LEAVING[from]}, if nothing may stop meanwhile.`;
  return [{ rule: 'change/other-tool', severity: 'warning', message, environment }];
}

function toolOf(objects: readonly KubernetesObject[]): string | undefined {
  const own = objects.find(({ kind }) => Object.hasOwn(TOOLS, kind));
  return own && TOOLS[own.kind];
}
