import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import type { KumikiConfig } from '../config/define-config.ts';
import { isError, type Finding } from '../errors.ts';
import type { ApplicationChoice } from '../manifest/rendered-environment.ts';
import { DELIVERY } from '../manifest/rendered-environment.ts';
import type { Sink } from '../synth.ts';
import { compareDist } from '../write/compare.ts';
import { recoverDist } from '../write/recover-dist.ts';
import { openTransaction } from '../write/transaction.ts';
import { distFolder, isInside } from './dist-folder.ts';
import { deliveryChanges } from './delivery-changes.ts';
import { stillDelivered } from './still-delivered.ts';
import type { Differences } from './synth-outcome.ts';

/** A sink that has an end: nothing is changed before it. */
export interface ClosingSink extends Sink {
  /** @param isFull every environment was given: the folders of those that are gone go too */
  finish(isFull: boolean): {
    readonly findings?: readonly Finding[] | undefined;
    readonly differences?: Differences | undefined;
  };
  close(): void;
}

/** @param names of all environments of the repository */
export async function openSink(
  root: string,
  options: { readonly out: string; readonly check?: boolean | undefined },
  config: KumikiConfig,
  names: readonly string[],
): Promise<ClosingSink> {
  return options.check === true
    ? openCompareSink(root, options.out, config, names)
    : openWriteSink(root, options.out, names);
}

async function openWriteSink(root: string, out: string, names: readonly string[]): Promise<ClosingSink> {
  const dist = distFolder(root, out);
  const transaction = await openTransaction({ dist, root: isInside(root, dist) ? root : undefined });
  const changes: Finding[] = [];
  return {
    take(environment, files, choice) {
      if (choice?.delivery !== false)
        changes.push(...deliveryChanges(environment, path.join(dist, environment), files));
      return transaction.stage(environment, files, foldersOf(choice));
    },
    finish(isFull) {
      const gone = isFull ? goneEnvironments(dist, names) : [];
      const findings = [...changes, ...gone.flatMap((name) => stillDelivered(name, path.join(dist, name)))];
      if (!findings.some(isError)) transaction.commit(isFull ? { removeEnvironmentsExcept: new Set(names) } : {});
      return { findings };
    },
    close: () => transaction.close(),
  };
}

async function openCompareSink(
  root: string,
  out: string,
  config: KumikiConfig,
  names: readonly string[],
): Promise<ClosingSink> {
  const dist = distFolder(root, out);
  await recoverDist(dist);
  const isAllowed = picomatch([...(config.foreign ?? [])]);
  const changed: string[] = [];
  const missing: string[] = [];
  const extra: string[] = [];
  const findings: Finding[] = [];
  const compare = (
    environment: string,
    files: ReadonlyMap<string, string>,
    choice?: ApplicationChoice,
  ): ReturnType<Sink['take']> => {
    const comparison = compareDist(dist, environment, files, foldersOf(choice));
    const shown = (file: string): string => path.posix.join(out.split(path.sep).join('/'), environment, file);
    changed.push(...comparison.changed.map(shown));
    missing.push(...comparison.missing.map(shown));
    extra.push(...comparison.extra.map(shown));
    for (const file of comparison.foreign) {
      // The config names files of dist, also where a run compares another folder.
      const listed = path.posix.join('dist', environment, file);
      if (!isAllowed(listed)) findings.push(foreignFile(environment, shown(file), listed));
    }
    const written = comparison.changed.length + comparison.missing.length;
    return { written, unchanged: files.size - written, removed: comparison.extra.length };
  };
  return {
    take: (environment, files, choice) => compare(environment, files, choice),
    finish(isFull) {
      if (isFull) for (const environment of goneEnvironments(dist, names)) compare(environment, new Map());
      return { findings, differences: { changed, missing, extra } };
    },
    close: () => undefined,
  };
}

function foreignFile(environment: string, file: string, listed: string): Finding {
  const message = `${file}: kumiki did not write it, and the CD tool would apply it. Delete it, make it in an application, or list it in kumiki.config.ts: foreign: ['${listed}'].`;
  return { rule: 'delivery/foreign-file', severity: 'error', message, environment, file };
}

function goneEnvironments(dist: string, names: readonly string[]): readonly string[] {
  if (!existsSync(dist)) return [];
  return readdirSync(dist, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !names.includes(entry.name))
    .map(({ name }) => name);
}

function foldersOf(choice: ApplicationChoice | undefined): { readonly applications: ReadonlySet<string> } | undefined {
  return choice && { applications: new Set([...choice.applications, ...(choice.delivery ? [DELIVERY] : [])]) };
}
