import { UserError } from '../../../errors.ts';
import type { KubernetesObject } from '../../../manifest/object.ts';
import { chartMetadata } from '../../../vendor/chart-metadata.ts';
import { unpackSubcharts } from '../../../vendor/chart-templates.ts';
import { compareObjects } from '../../../vendor/compare-objects.ts';
import { explainUnstable } from '../../../vendor/explain-unstable.ts';
import { isOpenSecret } from '../../../vendor/open-secrets.ts';
import { readRender, type RenderedManifest } from '../../../vendor/read-render.ts';
import { splitSecrets } from '../../../vendor/sealed-stub.ts';
import { sortRender } from '../../../vendor/sort-render.ts';
import type { HelmOptions } from '../../../vendor/vendor-lock.ts';
import { fetchChart } from './fetch-chart.ts';
import { refuseLookup } from './refuse-lookup.ts';
import { notesOf, type Rendering } from './rendering.ts';
import { sealSecrets, type SealOptions } from './seal-secrets.ts';
import { templateCopy, type ChartContext, type ChartRequest } from './template-copy.ts';

/** Renders a chart twice, from a copy of what was read of it: its digest is that of what was rendered. */
export async function renderChart(request: ChartRequest, context: ChartContext): Promise<Rendering> {
  const { root, name, helm, folder, today } = context;
  const { source, options } = request;
  const { files, digest } = await fetchChart(helm, source, { root, folder, plainHttp: options.plainHttp });
  const chart = chartMetadata(files, source.source);
  const templates = unpackSubcharts(files, source.source);

  const copy = { label: 'chart', files, values: request.values.map(({ text }) => text) };
  const first = await templateCopy(copy, request, context);
  const second = await templateCopy(copy, request, context);
  await refuseLookup(templates, request, context);
  const manifests = readRender(first.out, name);
  if (first.out !== second.out) {
    const changes = compareObjects(toCompare(manifests, options), toCompare(readRender(second.out, name), options));
    const unstable = explainUnstable(name, changes, templates);
    if (unstable !== undefined) throw new UserError(unstable);
  }
  const sorted = sortRender(manifests, options);
  const { kept, seals } = await sealed(sorted.kept, options, { root, today });
  return {
    lock: {
      tool: 'helm',
      toolVersion: helm.version,
      chart: chart.name,
      version: chart.version,
      appVersion: chart.appVersion,
      digest,
      source: source.source,
      repository: 'repository' in source ? source.repository : undefined,
      kubernetes: request.kubernetes,
      values: request.values.map(({ file, digest: ofFile }) => ({ file, digest: ofFile })),
      options,
    },
    manifests: kept,
    seals,
    hooks: sorted.hooks,
    tests: sorted.tests,
    notes: notesOf('helm', first.err),
  };
}

/** A Secret that is sealed is made up once: its seals stay. */
function toCompare(manifests: readonly RenderedManifest[], { seal }: HelmOptions): readonly KubernetesObject[] {
  const objects = manifests.map(({ object }) => object);
  return seal === undefined ? objects : objects.filter((object) => !isOpenSecret(object));
}

async function sealed(
  manifests: readonly RenderedManifest[],
  { seal, namespace }: HelmOptions,
  options: SealOptions,
): Promise<{ readonly kept: readonly RenderedManifest[]; readonly seals: ReadonlyMap<string, string> }> {
  if (seal === undefined) return { kept: manifests, seals: new Map() };
  const split = splitSecrets(manifests, namespace);
  return { kept: split.manifests, seals: await sealSecrets(split.secrets, seal, options) };
}
