import { createLoader, type LoadedRepository } from '../../../environment/load/load-environments.ts';
import { previewOf, type Preview } from '../../../environment/previews/preview.ts';
import type { Finding } from '../../../errors.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { runSynth, type Onlooker } from '../../run-synth.ts';
import { checkData } from './check-data.ts';
import { findStrayImages } from './find-stray-images.ts';
import { RenderedApplications } from './rendered-applications.ts';

export interface RenderedCheck {
  readonly objects: number;
  readonly findings: readonly Finding[];
}

/** All checks of what the environments render, and of the data that machines wrote for them. Writes nothing. */
export async function checkRendered(
  root: string,
  options: GlobalOptions,
  io: Io,
  watch?: (loaded: LoadedRepository) => Onlooker,
): Promise<RenderedCheck> {
  const loader = createLoader(root);
  const rendered = new RenderedApplications();
  const previews = new Map<string, Preview>();
  const stray: Finding[] = [];
  try {
    const all = { ...options, env: [], app: [], out: 'dist', check: true };
    const { outcome } = await runSynth(root, loader, all, io, (loaded) => {
      const onlooker = watch?.(loaded);
      for (const { definition } of loaded.environments) {
        const preview = previewOf(definition);
        if (preview !== undefined) previews.set(definition.name, preview);
      }
      return (environment, files) => {
        rendered.take(environment, files);
        const preview = previews.get(environment);
        if (preview !== undefined) stray.push(...findStrayImages(environment, preview, files));
        onlooker?.(environment, files);
      };
    });
    return {
      objects: outcome.environments.reduce((sum, { objects }) => sum + objects, 0),
      findings: [...outcome.findings, ...checkData(root, outcome.findings), ...rendered.findStrayPins(root), ...stray],
    };
  } finally {
    await loader.dispose();
  }
}
