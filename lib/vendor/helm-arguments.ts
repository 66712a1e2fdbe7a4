import type { HelmOptions } from './vendor-lock.ts';
import type { RemoteChart } from './chart-source.ts';

export interface TemplateRequest {
  readonly chart: string;
  readonly values: readonly string[];
  readonly kubernetes: string;
  readonly options: HelmOptions;
}

/** `helm template`, without a cluster and with everything said that it would else ask its settings for. */
export function templateArguments({ chart, values, kubernetes, options }: TemplateRequest): readonly string[] {
  return [
    'template',
    options.release,
    chart,
    '--namespace',
    options.namespace,
    '--kube-version',
    kubernetes,
    ...options.apiVersions.flatMap((version) => ['--api-versions', version]),
    ...values.flatMap((file) => ['--values', file]),
    ...(options.crds === 'without' ? ['--skip-crds'] : ['--include-crds']),
  ];
}

/** `helm pull` of a chart that lies elsewhere, into a folder. */
export function pullArguments(source: RemoteChart, folder: string, plainHttp: boolean): readonly string[] {
  return [
    'pull',
    source.source,
    ...(source.repository === undefined ? [] : ['--repo', source.repository]),
    ...(source.version === undefined ? [] : ['--version', source.version]),
    ...(source.type === 'registry' && plainHttp ? ['--plain-http'] : []),
    '--destination',
    folder,
  ];
}
