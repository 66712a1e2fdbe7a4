import path from 'node:path';
import type { ChartSource } from '../../../vendor/chart-source.ts';
import { templateArguments } from '../../../vendor/helm-arguments.ts';
import type { ChartFiles } from '../../../vendor/read-archive.ts';
import type { HelmOptions } from '../../../vendor/vendor-lock.ts';
import type { Program, RunContext } from './program.ts';
import type { Values } from './read-values.ts';
import { writeTree } from './temporary-folder.ts';

export interface ChartRequest {
  readonly source: ChartSource;
  readonly values: readonly Values[];
  readonly kubernetes: string;
  readonly options: HelmOptions;
}

export interface ChartContext {
  readonly root: string;
  readonly name: string;
  readonly helm: Program;
  /** A temporary folder. */
  readonly folder: string;
  /** Certificates expire. */
  readonly today: Date;
}

/** What helm is given of a chart. */
export interface ChartCopy {
  /** Its folder. */
  readonly label: string;
  readonly files: ChartFiles;
  /** The texts of its values. */
  readonly values: readonly string[];
}

export interface PreparedRun extends RunContext {
  readonly args: readonly string[];
}

/** Writes a copy, and renders it. */
export async function templateCopy(
  copy: ChartCopy,
  request: ChartRequest,
  context: ChartContext,
): Promise<{ readonly out: string; readonly err: string }> {
  const { args, ...run } = prepareCopy(copy, request, context);
  return await context.helm.run(args, run);
}

/** Writes a copy, and says how it is rendered. */
export function prepareCopy(
  { label, files, values }: ChartCopy,
  { source, values: original, kubernetes, options }: ChartRequest,
  { name, folder }: ChartContext,
): PreparedRun {
  const cwd = path.join(folder, label);
  writeTree(path.join(cwd, 'chart'), files);
  const names = new Map([[path.join(cwd, 'chart'), source.source]]);
  const copies = values.map((text, index) => {
    const file = path.join(cwd, `values-${index}.yaml`);
    names.set(file, original[index]?.file ?? '');
    return { file, text };
  });
  writeTree(cwd, new Map(copies.map(({ file, text }) => [path.basename(file), text])));
  const args = templateArguments({
    chart: path.join(cwd, 'chart'),
    values: copies.map(({ file }) => file),
    kubernetes,
    options,
  });
  return { args, what: `${name}: helm template`, cwd, names };
}
