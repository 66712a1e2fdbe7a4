import { UserError } from '../../../errors.ts';
import { compareObjects } from '../../../vendor/compare-objects.ts';
import { treeDigest } from '../../../vendor/digest.ts';
import { explainUnstableOverlay } from '../../../vendor/explain-unstable.ts';
import { readRender } from '../../../vendor/read-render.ts';
import { chooseCrds } from '../../../vendor/sort-render.ts';
import type { KustomizeLock } from '../../../vendor/vendor-lock.ts';
import { readOverlay } from './read-overlay.ts';
import type { Program } from './program.ts';
import { notesOf, type Rendering } from './rendering.ts';

export interface OverlayContext {
  readonly root: string;
  readonly name: string;
  readonly kustomize: Program;
}

/** Builds an overlay twice, where it lies: its paths lead to the folders that it builds on. */
export async function renderOverlay(
  { source, options }: Pick<KustomizeLock, 'source' | 'options'>,
  { root, name, kustomize }: OverlayContext,
): Promise<Rendering> {
  const { files, remote } = readOverlay(root, source);
  const build = (): Promise<{ readonly out: string; readonly err: string }> =>
    kustomize.run(['build', source], { what: `${name}: kustomize build`, cwd: root });
  const first = await build();
  const second = await build();
  const manifests = readRender(first.out, name);
  if (first.out !== second.out) {
    const changes = compareObjects(
      manifests.map(({ object }) => object),
      readRender(second.out, name).map(({ object }) => object),
    );
    const unstable = explainUnstableOverlay(name, changes);
    if (unstable !== undefined) throw new UserError(unstable);
  }
  return {
    lock: { tool: 'kustomize', toolVersion: kustomize.version, digest: treeDigest(files), source, options },
    manifests: chooseCrds(manifests, options.crds),
    hooks: [],
    tests: [],
    seals: new Map(),
    notes: [
      ...notesOf('kustomize', first.err),
      ...remote.map((address) => `${address}: is not in the repository; the next update may find another there.`),
    ],
  };
}
