import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../../errors.ts';
import type { ChartSource, LocalChart, RemoteChart } from '../../../vendor/chart-source.ts';
import { digestOf, treeDigest } from '../../../vendor/digest.ts';
import { pullArguments } from '../../../vendor/helm-arguments.ts';
import { readArchive, type ChartFiles } from '../../../vendor/read-archive.ts';
import type { Program } from './program.ts';
import { readTree } from './read-tree.ts';

export interface FetchedChart {
  readonly files: ChartFiles;
  readonly digest: string;
}

export interface FetchOptions {
  readonly root: string;
  /** A temporary folder. */
  readonly folder: string;
  readonly plainHttp: boolean;
}

/** The files of a chart, wherever it lies. */
export async function fetchChart(helm: Program, source: ChartSource, options: FetchOptions): Promise<FetchedChart> {
  if (source.type === 'folder') {
    const files = readTree(options.root, path.join(options.root, source.source));
    return { files, digest: treeDigest(files) };
  }
  const bytes = isLocal(source)
    ? readFileSync(path.join(options.root, source.source))
    : await pull(helm, source, options);
  return { files: readArchive(bytes, source.source), digest: digestOf(bytes) };
}

function isLocal(source: ChartSource): source is LocalChart {
  return source.type === 'folder' || source.type === 'archive';
}

async function pull(helm: Program, source: RemoteChart, { folder, plainHttp }: FetchOptions): Promise<Buffer> {
  const target = path.join(folder, 'pulled');
  mkdirSync(target);
  await helm.run(pullArguments(source, target, plainHttp), { what: `${source.source}: helm pull`, cwd: folder });
  const archive = readdirSync(target).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new UserError(`${source.source}: helm pull brought no chart. Is it one?`);
  return readFileSync(path.join(target, archive));
}
