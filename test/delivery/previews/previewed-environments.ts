import { checkEnvironment } from '../../../lib/check/check-environment.ts';
import { deliver } from '../../../lib/delivery/deliver.ts';
import { standInData } from '../../../lib/environment/data/stand-in-data.ts';
import { defineEnvironment, propsOf } from '../../../lib/environment/define-environment.ts';
import type { EnvironmentProps } from '../../../lib/environment/environment-props.ts';
import type { Environment } from '../../../lib/environment/environment.ts';
import { withPreviews } from '../../../lib/environment/previews/preview.ts';
import { readPreview } from '../../../lib/environment/previews/preview-file.ts';
import { previewsAmong, type PreviewOptions } from '../../../lib/environment/previews/previews.ts';
import { renderTree } from '../../../lib/manifest/render-tree.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';
import { buildTree } from '../../../lib/tree/build-tree.ts';
import { previewText } from '../../environment/previews/preview-source.ts';
import type { Outcome } from '../../render-findings.ts';
import { twoApplications } from '../deliver-environment.ts';

/** The environment `eu`, rendered alone and with its preview `pr-1`, which is rendered too. */
export interface Previewed {
  readonly baseAlone: Outcome;
  readonly base: Outcome;
  readonly preview: Outcome;
}

export function previewedEnvironments(
  props: Partial<EnvironmentProps>,
  build: (environment: Environment) => unknown = twoApplications,
  options: PreviewOptions = {},
): Previewed {
  const base = defineEnvironment({
    name: 'eu',
    edition: 1,
    kubernetes: '1.34',
    ...props,
    build: build as EnvironmentProps['build'],
  });
  const [preview] = previewsAmong([readPreview(previewText('eu'), 'environments/previews/pr-1.json')])(base, options);
  if (preview === undefined) throw new Error('there is no preview');
  return {
    baseAlone: render(propsOf(base)),
    base: render(withPreviews(propsOf(base), ['eu-pr-1'])),
    preview: render(propsOf(preview)),
  };
}

function render(props: EnvironmentProps): Outcome {
  const tree = buildTree({
    props,
    file: 'environments/eu.ts',
    data: standInData((path) => `content of ${path}`),
    locate: () => 'apps/app.ts:7',
    guard: (run) => run(),
    explain: (error) => error,
  });
  if ('findings' in tree) return { name: props.name, objects: [], dependencies: [], findings: tree.findings };
  const schema = openSchema(props.kubernetes);
  const rendered = deliver(renderTree(tree.environment, schema), schema);
  return { ...rendered, findings: checkEnvironment(rendered, schema) };
}
