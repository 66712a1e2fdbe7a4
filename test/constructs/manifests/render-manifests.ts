import { checkEnvironment } from '../../../lib/check/check-environment.ts';
import { Application } from '../../../lib/constructs/application.ts';
import { Manifests, type ManifestsProps } from '../../../lib/constructs/manifests.ts';
import { standInData } from '../../../lib/environment/data/stand-in-data.ts';
import type { Finding } from '../../../lib/errors.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { renderTree } from '../../../lib/manifest/render-tree.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';
import { buildTree } from '../../../lib/tree/build-tree.ts';

export interface RenderedManifests {
  /** Without the Namespaces that rendering adds. */
  readonly objects: readonly KubernetesObject[];
  readonly findings: readonly Finding[];
  readonly messages: readonly string[];
}

/** The application `cache` of one Manifests, over files that are given as text. */
export function renderManifests(files: Readonly<Record<string, string>>, props: ManifestsProps): RenderedManifests {
  const tree = buildTree({
    props: {
      name: 'test',
      edition: 1,
      kubernetes: '1.34',
      platform: true,
      build(environment) {
        new Manifests(new Application(environment, 'cache'), 'redis', props);
      },
    },
    file: 'environments/test.ts',
    data: standInData(
      () => '',
      (place) =>
        new Map(
          Object.entries(files).filter(([file]) => place === '.' || file === place || file.startsWith(`${place}/`)),
        ),
    ),
    locate: () => 'apps/cache.ts:7',
    guard: (run) => run(),
    explain: (error) => error,
  });
  if ('findings' in tree) return { objects: [], findings: tree.findings, messages: tree.findings.map(messageOf) };
  const schema = openSchema('1.34');
  const rendered = renderTree(tree.environment, schema);
  const findings = checkEnvironment(rendered, schema);
  const own = rendered.objects.map(({ object }) => object);
  return {
    objects: own.filter(({ kind, metadata }) => kind !== 'Namespace' || metadata.labels === undefined),
    findings,
    messages: findings.map(messageOf),
  };
}

function messageOf({ message }: Finding): string {
  return message;
}
