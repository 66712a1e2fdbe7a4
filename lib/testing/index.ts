/** The testing kit, `kumiki/testing`: importing it registers the matchers with vitest. */
export { render, renderConstruct, type RenderOptions } from './render.ts';
export type { Rendered } from './rendered.ts';
export type { KubernetesObject } from '../manifest/object.ts';
