import type { EnvironmentProps } from '../environment-props.ts';
import type { PreviewFile } from './preview-file.ts';

/** What makes an environment a preview of another. */
export interface Preview extends Pick<PreviewFile, 'name' | 'file' | 'images'> {
  /** The environment that it is like. */
  readonly base: string;
  /**
   * The namespace of an application in the preview.
   *
   * @param namespace what it has in the base
   */
  readonly namespaceOf: (application: string, namespace: string) => string;
}

// Beside the props, as nobody declares them; shared by every copy of the library in a process, as definitions are.
const PREVIEW: unique symbol = Symbol.for('kumiki.preview');
const PREVIEWS: unique symbol = Symbol.for('kumiki.previews');

interface Marks {
  readonly [PREVIEW]?: Preview | undefined;
  readonly [PREVIEWS]?: readonly string[] | undefined;
}

/** What makes an environment a preview; undefined for every other. */
export function previewOf(props: Partial<EnvironmentProps> & Marks): Preview | undefined {
  return props[PREVIEW];
}

/** The names of the environments that are previews of this one. */
export function previewsOf(props: EnvironmentProps & Marks): readonly string[] {
  return props[PREVIEWS] ?? [];
}

export function asPreview(props: EnvironmentProps, preview: Preview): EnvironmentProps {
  return { ...props, [PREVIEW]: preview } as EnvironmentProps & Marks;
}

/** @param names of the environments that are its previews */
export function withPreviews(props: EnvironmentProps, names: readonly string[]): EnvironmentProps {
  return { ...props, [PREVIEWS]: names } as EnvironmentProps & Marks;
}
