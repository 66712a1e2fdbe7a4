import { checkEnvironment } from './check/check-environment.ts';
import { SharedClusters } from './check/shared-clusters.ts';
import { deliver } from './delivery/deliver.ts';
import { isError, type Finding } from './errors.ts';
import { applicationGraph, type ApplicationEdge } from './manifest/application-graph.ts';
import { applicationsOf, renderTree } from './manifest/render-tree.ts';
import type { ApplicationChoice, RenderedEnvironment } from './manifest/rendered-environment.ts';
import { EnvironmentSchemas } from './schema/environment-schemas.ts';
import { Stopwatch, type Elapsed } from './stopwatch.ts';
import { buildTree, type EnvironmentSource } from './tree/build-tree.ts';
import { runUserCode } from './tree/run-user-code.ts';
import { layoutFiles } from './write/layout.ts';

/**
 * The main job, one environment at a time so that memory stays flat:
 *
 *   source ─▶ build the tree ─▶ render objects ─▶ deliver ─▶ check ─▶ lay out files ─▶ sink
 *
 * Pure: the source was loaded before (`environment/load`), the sink writes or compares (`write/`).
 */
export function synth(sources: readonly EnvironmentSource[], sink: Sink, options: SynthOptions): SynthReport {
  const schemas = new EnvironmentSchemas();
  const clusters = new SharedClusters(options.clusters);
  const environments: EnvironmentReport[] = [];
  const findings: Finding[] = [];
  const stopwatch = new Stopwatch(options.now);

  for (const source of sources) {
    options.progress(source.props.name);
    const tree = stopwatch.time('build', () => buildTree(source));
    if ('findings' in tree) {
      findings.push(...tree.findings);
      continue;
    }
    const choice = options.choose?.(tree.environment.name, applicationsOf(tree.environment));
    if (choice?.applications.size === 0) continue;
    const schema = stopwatch.time('check', () => schemas.of(source));
    // What is lazy in foreign constructs runs now.
    const ran = stopwatch.time('render', () => runUserCode(source, () => renderTree(tree.environment, schema, choice)));
    if ('finding' in ran) {
      findings.push(...tree.environment.findings, ran.finding);
      continue;
    }
    const rendered = stopwatch.time('render', () => deliver(ran.result, schema));
    findings.push(...stopwatch.time('check', () => checkEnvironment(rendered, schema)));
    findings.push(...clusters.check(tree.environment.cluster, rendered));
    // What is wrong already would only be said again, by the files that it makes.
    if (findings.some(isError)) {
      environments.push({ ...describe(rendered), files: NOTHING });
      continue;
    }
    const layout = stopwatch.time('write', () => layoutFiles(rendered.objects, options));
    findings.push(...layout.findings);
    const files = stopwatch.time('write', () => sink.take(rendered.name, layout.files, choice));
    environments.push({ ...describe(rendered), files });
  }
  return { environments, findings, elapsed: stopwatch.elapsed };
}

/** Where the files of an environment go. It is given nothing once an error was found. */
export interface Sink {
  /**
   * @param files path below `dist/<env>` to the whole text
   * @param choice the folders that they are all of; all folders where there is none
   */
  take(environment: string, files: ReadonlyMap<string, string>, choice: ApplicationChoice | undefined): FileCounts;
}

export interface SynthOptions {
  /** One file an object, or one an application. */
  readonly files: 'resource' | 'application';
  /** The cluster of every environment of the repository, also of those that are not rendered. */
  readonly clusters: readonly string[];
  /** Which of an environment's applications to render. @default all */
  readonly choose?:
    | ((environment: string, applications: readonly string[]) => ApplicationChoice | undefined)
    | undefined;
  /** Told of each environment before it is built. */
  readonly progress: (environment: string) => void;
  /** A clock, in milliseconds. */
  readonly now: () => number;
}

export interface FileCounts {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

export interface EnvironmentReport {
  readonly name: string;
  readonly applications: number;
  readonly objects: number;
  /** Which application refers to which. */
  readonly graph: readonly ApplicationEdge[];
  readonly files: FileCounts;
}

export interface SynthReport {
  readonly environments: readonly EnvironmentReport[];
  readonly findings: readonly Finding[];
  /** Milliseconds. */
  readonly elapsed: Elapsed;
}

const NOTHING: FileCounts = { written: 0, unchanged: 0, removed: 0 };

function describe({ name, chosen, objects, dependencies }: RenderedEnvironment): Omit<EnvironmentReport, 'files'> {
  return { name, applications: chosen, objects: objects.length, graph: applicationGraph(dependencies) };
}
