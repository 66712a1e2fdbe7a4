/** The testing kit, `kumiki/testing`: importing it registers the matchers and the snapshot format with vitest. */
import './matchers.ts';
import './snapshot.ts';

export type { KubernetesObject } from '../manifest/object.ts';
export { render, renderConstruct, type RenderOptions } from './render.ts';
export type { Rendered } from './rendered.ts';
