import type { KubernetesObject, RenderedObject } from '../manifest/object.ts';
import { orderedObject } from '../manifest/ordered-object.ts';
import { DELIVERY, type RenderedEnvironment } from '../manifest/rendered-environment.ts';
import type { Schema } from '../schema/open-schema.ts';
import { deliverArgoCd, inItsWave } from './argocd/deliver-argocd.ts';
import { ceilingOf } from './ceiling.ts';
import type { Delivery } from './delivery.ts';
import { accountOf, deployersOf, rightsUnder } from './deployer.ts';
import { deliverFlux } from './flux/deliver-flux.ts';
import type { KindReference } from './kind-reference.ts';
import { LABELS } from './labels.ts';
import { namespaceRights } from './previews/namespace-rights.ts';
import { previewRoots } from './previews/preview-roots.ts';
import { applyOnServerWhereLarge, keepFromPruning } from './stay.ts';

/**
 * What the CD tool of an environment needs, in `delivery/`: deployers with their rights, and the tool's own objects. Without a
 * `delivery` only what is removed goes.
 */
export function deliver(environment: RenderedEnvironment, schema: Schema): RenderedEnvironment {
  const { delivery, removed } = environment.props;
  const staying =
    removed === true ? environment.objects.filter(({ application }) => application === DELIVERY) : environment.objects;
  if (delivery === undefined) return { ...environment, objects: staying };
  const own = staying.map((rendered) => prepared(rendered, environment, delivery));
  const added = environment.hasDelivery ? objectsOf(environment, delivery, schema) : [];
  return { ...environment, objects: [...own, ...added] };
}

function prepared(rendered: RenderedObject, { preview }: RenderedEnvironment, { tool }: Delivery): RenderedObject {
  const stays = preview === undefined ? keepFromPruning(rendered.object, tool) : rendered.object;
  const kept = applyOnServerWhereLarge(stays, tool);
  const object = tool === 'argocd' && rendered.application === DELIVERY ? inItsWave(kept) : kept;
  return object === rendered.object ? rendered : { ...rendered, object };
}

function objectsOf(environment: RenderedEnvironment, delivery: Delivery, schema: Schema): readonly RenderedObject[] {
  const ceiling = ceilingOf(environment.props);
  const deployers = deployersOf(environment, delivery.namespace);
  const platform = environment.props.platform === true;
  const rights = rightsUnder(ceiling, { schema, platform });
  const accounts = [
    ...deployers.flatMap((deployer) => accountOf(deployer, rights)),
    ...namespaceRights(environment, delivery),
  ];
  const previews = previewRoots(environment, delivery);
  const applications =
    environment.props.removed === true ? [] : environment.applications.filter(({ hasFolder }) => hasFolder);
  const isClusterScoped = ({ group, kind }: KindReference): boolean =>
    schema.findKind(group, kind)?.scope === 'Cluster';

  const origin = { construct: '', source: () => undefined };
  const toRendered = (object: KubernetesObject): RenderedObject => ({ object, application: DELIVERY, origin });
  switch (delivery.tool) {
    case 'argocd': {
      const own = deliverArgoCd(delivery, { environment, applications, deployers, ceiling, isClusterScoped });
      return [...accounts.map(inItsWave), ...[...own, ...previews].map(orderedObject)].map(toRendered);
    }
    case 'flux': {
      const own = deliverFlux(delivery, { environment, applications, deployers });
      return [...accounts, ...[...own, ...previews].map(orderedObject)].map(toRendered);
    }
    case 'folder':
      return [...missingNamespace(environment, delivery.namespace), ...accounts].map(toRendered);
  }
}

/** The namespace of the deployers' accounts, where no CD tool brought its own. */
function missingNamespace({ walked, preview }: RenderedEnvironment, name: string): readonly KubernetesObject[] {
  // A preview's base makes it.
  const isThere =
    preview !== undefined || walked.some(({ object }) => object.kind === 'Namespace' && object.metadata.name === name);
  return isThere ? [] : [{ apiVersion: 'v1', kind: 'Namespace', metadata: { labels: LABELS, name } }];
}
