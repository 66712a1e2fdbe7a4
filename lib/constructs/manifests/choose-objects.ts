import type { Construct } from 'constructs';
import { showValue } from '../../manifest/show-value.ts';
import { groupOf, type KubernetesObject } from '../../manifest/object.ts';
import type { ManifestsProps } from '../manifests.ts';
import { refuse } from '../refuse.ts';
import type { SourcedObject } from './read-sources.ts';

/** The objects that `crds` and `include` leave. None at all is refused, as it is nobody's intention. */
export function chooseObjects(
  manifests: Construct,
  sources: readonly SourcedObject[],
  { crds, include }: Pick<ManifestsProps, 'crds' | 'include'>,
): readonly SourcedObject[] {
  if (crds !== undefined && crds !== 'only' && crds !== 'without')
    refuse(manifests, `crds is ${showValue(crds)}. Use 'only' or 'without', or leave it out.`);
  if (include !== undefined && typeof include !== 'function')
    refuse(manifests, `include is ${showValue(include)}. Use a function: (object) => object.kind !== 'Job'.`);
  const ofKind = sources.filter(({ object }) => crds === undefined || isCrd(object) === (crds === 'only'));
  const chosen = typeof include === 'function' ? ofKind.filter(({ object }) => include(object)) : ofKind;

  if (sources.length > 0 && ofKind.length === 0)
    refuse(
      manifests,
      crds === 'only'
        ? `crds is 'only', and there is no CustomResourceDefinition among the ${sources.length} objects. Remove the construct.`
        : `crds is 'without', and all ${sources.length} objects are CustomResourceDefinitions. Remove the construct.`,
    );
  else if (ofKind.length > 0 && chosen.length === 0)
    refuse(manifests, `include drops all ${ofKind.length} objects. Mend it, or remove the construct.`);
  return chosen;
}

function isCrd({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'CustomResourceDefinition' && groupOf(apiVersion) === 'apiextensions.k8s.io';
}
