import { policyOfDefinition, type EnvironmentPolicy } from '../../../change/policy.ts';
import type { KumikiConfig } from '../../../config/define-config.ts';
import type { EnvironmentData } from '../../../environment/data/environment-data.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { noteCommits } from '../../../environment/source/commit-note.ts';
import { isError, type Finding } from '../../../errors.ts';
import { synth } from '../../../synth.ts';
import { findEnvironment } from '../../find-environment.ts';
import { sourceRepository } from '../../source-repository.ts';

/** One environment as its source gives it at the moment. */
export interface Rendering {
  /** Path from the root, `dist/<env>/…`, to the whole text; none where a finding is an error. */
  readonly files: ReadonlyMap<string, string>;
  /** The pins that the code asked for, by application. */
  readonly applications: Readonly<Record<string, readonly string[]>>;
  readonly findings: readonly Finding[];
}

export interface Renderer {
  readonly config: KumikiConfig;
  /** What decides over the changes of each environment. */
  readonly policies: readonly EnvironmentPolicy[];
  /** Renders an environment with the data that lie in the repository now. Throws a UserError where there is none of this name. */
  render(environment: string): Promise<Rendering>;
}

export async function openRenderer(root: string): Promise<Renderer> {
  const loaded = await loadEnvironments(root);
  return {
    config: loaded.config,
    policies: loaded.environments.map(({ definition }) => policyOfDefinition(definition)),
    async render(environment) {
      findEnvironment(environment, loaded.environments);
      const { sources, clusters, commits } = await sourceRepository(loaded, [environment]);
      const asked = new AskedPins();
      const files = new Map<string, string>();
      const report = synth(
        sources.map((source) => ({ ...source, data: asked.watch(source.data) })),
        { take: (name, texts) => collect(name, texts, files) },
        {
          files: loaded.config.files ?? 'resource',
          clusters,
          progress: () => undefined,
          now: () => 0,
        },
      );
      const findings = noteCommits(report.findings, commits);
      return { files: findings.some(isError) ? new Map() : files, applications: asked.applications, findings };
    },
  };
}

function collect(environment: string, texts: ReadonlyMap<string, string>, files: Map<string, string>) {
  for (const [file, text] of texts) files.set(`dist/${environment}/${file}`, text);
  return { written: texts.size, unchanged: 0, removed: 0 };
}

/** Remembers which pins are asked for. */
class AskedPins {
  readonly #names = new Map<string, Set<string>>();

  watch(data: EnvironmentData): EnvironmentData {
    return {
      ...data,
      image: (application, name) => {
        const names = this.#names.get(application) ?? new Set();
        this.#names.set(application, names.add(name));
        return data.image(application, name);
      },
    };
  }

  get applications(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries([...this.#names].map(([application, names]) => [application, [...names].toSorted()]));
  }
}
