/**
 * The modules that user code shares with the running library: one copy of each, so that `instanceof` holds, wherever the library runs
 * from. User code gets these very objects, never a second evaluation of the same files.
 */
export const ownModules: Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>> = {
  kumiki: () => import('../../index.ts'),
  'kumiki/testing': () => import('../../testing/index.ts'),
  cdk8s: () => import('cdk8s'),
  constructs: () => import('constructs'),
};
