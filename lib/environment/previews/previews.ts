import { checkOptions } from '../../check-options.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import { UserError } from '../../errors.ts';
import { showValue } from '../../manifest/show-value.ts';
import { defineEnvironment, isDefinition, propsOf, type EnvironmentDefinition } from '../define-environment.ts';
import type { EnvironmentProps } from '../environment-props.ts';
import { asPreview, previewOf } from './preview.ts';
import { previewEnvironment, type PreviewFile } from './preview-file.ts';

export interface PreviewOptions {
  /**
   * The namespace of an application in a preview: another for each preview, and none that the base has.
   * @default '<its namespace in the base>-<preview>'
   */
  readonly namespace?: ((application: string, preview: string) => string) | undefined;
  /** Who merges a change of a preview. @default as in the base */
  readonly merge?: 'auto' | 'review' | undefined;
}

/**
 * The previews of an environment: one for each file of `environments/previews/` that is `from` it, named `<base>-<preview>`. Each is as the base
 * is, in the base's cluster, with namespaces, and the images of its file, of its own. What `build` makes otherwise there, it decides by
 * `environment.preview`: the host of a `Route`, above all, which the base has already.
 *
 * There are none where a file of environments is imported by anything but kumiki, such as a test: opening one breaks no snapshot.
 *
 * @throws UserError where the base is protected, of the platform, or a preview itself
 * @example
 * const staging = defineEnvironment({ name: 'staging', … });
 * export default [staging, ...previews(staging)];
 */
export function previews(base: EnvironmentDefinition, options: PreviewOptions = {}): readonly EnvironmentDefinition[] {
  return makePreviews([], base, options);
}

/** `previews`, for user code of a repository that has these. */
export function previewsAmong(files: readonly PreviewFile[]): typeof previews {
  return (base, options = {}) => makePreviews(files, base, options);
}

const OPTIONS = { namespace: 1, merge: 1 } as const satisfies Record<keyof PreviewOptions, 1>;

function makePreviews(
  files: readonly PreviewFile[],
  base: EnvironmentDefinition,
  options: PreviewOptions,
): readonly EnvironmentDefinition[] {
  if (!isDefinition(base))
    throw new UserError(
      `previews(): its first argument is ${showValue(base)}, which is no environment. Pass what defineEnvironment returned.`,
    );
  checkPreviewOptions(options);
  const props = propsOf(base);
  // Whoever removes it closes them first, which is told with their files.
  if (props.removed === true) return [];
  const why = whyNoBase(props);
  if (why !== undefined) throw new UserError(`previews(): '${base.name}' ${why}. Use another environment.`);
  return files
    .filter(({ from }) => from === base.name)
    .map((file) =>
      defineEnvironment(
        asPreview(propsOfPreview(props, file, options), {
          name: file.name,
          file: file.file,
          images: file.images,
          base: base.name,
          namespaceOf: (application, namespace) =>
            options.namespace?.(application, file.name) ?? `${namespace}-${file.name}`,
        }),
      ),
    );
}

/** The props that decide whether an environment can have previews. */
export type BaseProps = Pick<EnvironmentProps, 'protected' | 'platform' | 'removed'>;

/**
 * What keeps an environment from having previews; undefined where nothing does.
 *
 * @param isPreview it is one itself, which only props that were loaded tell
 */
export function whyNoBase(props: BaseProps, isPreview = previewOf(props) !== undefined): string | undefined {
  if (isPreview) return 'is a preview itself';
  if (props.protected === true) return 'is protected, and nothing that was not reviewed for it may run beside it';
  if (props.platform === true) return 'is of the platform, and what reaches all of a cluster is there once';
  if (props.removed === true) return 'is removed';
  return undefined;
}

function propsOfPreview(base: EnvironmentProps, file: PreviewFile, { merge }: PreviewOptions): EnvironmentProps {
  return {
    ...base,
    name: previewEnvironment(file),
    cluster: base.cluster ?? base.name,
    delivery: base.delivery && deliveryOf(base.delivery),
    merge: merge ?? base.merge,
    // Those that the base keeps are not the preview's.
    namespaces: undefined,
    upstream: undefined,
    minSoak: undefined,
    gates: undefined,
    freezes: undefined,
  };
}

/** The project that the base names is the base's. */
function deliveryOf(delivery: Delivery): Delivery {
  return delivery.tool === 'argocd' ? { ...delivery, project: undefined } : delivery;
}

function checkPreviewOptions(options: PreviewOptions): void {
  checkOptions('previews', options, OPTIONS);
  const { namespace, merge } = options;
  if (namespace !== undefined && typeof namespace !== 'function')
    throw new UserError(
      `previews(): namespace is ${showValue(namespace)}. Use a function: (application, preview) => \`\${application}-\${preview}\`.`,
    );
  if (merge !== undefined && merge !== 'auto' && merge !== 'review')
    throw new UserError(`previews(): merge is ${showValue(merge)}. Use 'auto' or 'review'.`);
}
