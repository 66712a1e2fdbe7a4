import path from 'node:path';
import { checkFiles } from '../../check/files/check-files.ts';
import { checkObject } from '../../check/check-environment.ts';
import { isError, UserError, type Category, type Finding } from '../../errors.ts';
import { findManifestFiles } from '../../read/find-manifest-files.ts';
import { loadManifestFile } from '../../read/load-manifest-file.ts';
import { isKubernetesVersion, KUBERNETES_VERSIONS, type KubernetesVersion } from '../../schema/kubernetes-version.ts';
import { openSchema } from '../../schema/open-schema.ts';
import { EXIT } from '../exit-codes.ts';
import { findRepository } from '../find-repository.ts';
import type { GlobalOptions, Io } from '../io.ts';
import { countFindings, plural, printFindings } from '../print-findings.ts';

export interface CheckCommandOptions extends GlobalOptions {
  readonly kubernetes?: string | undefined;
  readonly only: readonly string[];
  /** A commit, or a folder that holds a dist: what goes from there is guarded. */
  readonly base?: string | undefined;
}

interface CheckOutcome {
  readonly objects: number;
  readonly findings: readonly Finding[];
  /** With a base: what the guards say. */
  readonly guarded?: readonly Finding[] | undefined;
}

const CATEGORIES: Readonly<Record<Category, 1>> = {
  server: 1,
  reference: 1,
  security: 1,
  delivery: 1,
  change: 1,
  practice: 1,
  custom: 1,
};

/**
 * Without paths what the environments render, else files: read as Kubernetes reads them. With a base also what would go; where only that is
 * refused, the exit code is 4.
 */
export async function checkCommand(paths: readonly string[], options: CheckCommandOptions, io: Io): Promise<number> {
  const categories = categoriesOf(options.only);
  const isWanted = ({ rule }: Finding): boolean =>
    categories.length === 0 || categories.some((category) => rule.startsWith(`${category}/`));
  const all = paths.length === 0 ? await checkEnvironments(options, io) : checkPaths(paths, options, io);
  const mistakes = all.findings.filter(isWanted);
  const guarded = (all.guarded ?? []).filter(isWanted);
  const findings = [...mistakes, ...guarded];

  if (options.json === true) io.out(`${JSON.stringify({ objects: all.objects, findings }, undefined, 2)}\n`);
  else {
    printFindings(findings, options, io);
    if (options.quiet !== true)
      io.out(`${plural(all.objects, 'object')} checked: ${countFindings(findings) || 'nothing found'}.\n`);
  }
  if (mistakes.some(isError)) return EXIT.mistake;
  return guarded.some(isError) ? EXIT.protected : EXIT.done;
}

async function checkEnvironments(options: CheckCommandOptions, io: Io): Promise<CheckOutcome> {
  if (options.kubernetes !== undefined)
    throw new UserError('--kubernetes goes with paths: an environment names its own version.');
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  const root = findRepository(cwd);
  if (options.base !== undefined) {
    const { openBase } = await import('../change/guard/open-base.ts');
    const { checkAgainst } = await import('../change/guard/check-against.ts');
    return checkAgainst(root, await openBase(options.base, { root, cwd, env: io.env }), options, io);
  }
  const { checkRendered } = await import('../change/guard/check-rendered.ts');
  return checkRendered(root, options, io);
}

function checkPaths(paths: readonly string[], options: CheckCommandOptions, io: Io): CheckOutcome {
  if (options.base !== undefined)
    throw new UserError('--base goes without paths: it guards what the environments render.');
  const version = versionOf(options.kubernetes);
  const files = findManifestFiles(paths, path.resolve(io.cwd, options.cwd ?? '.'));
  return checkFiles(files.map(loadManifestFile), {
    openCheck(crds) {
      const schema = openSchema(version, { crds });
      return (object, report) => checkObject(object, schema, report);
    },
  });
}

function versionOf(text: string | undefined): KubernetesVersion {
  const newest = KUBERNETES_VERSIONS[KUBERNETES_VERSIONS.length - 1];
  if (text === undefined && newest !== undefined) return newest;
  if (text !== undefined && isKubernetesVersion(text)) return text;
  throw new UserError(`--kubernetes is '${text}'. There are: ${KUBERNETES_VERSIONS.join(', ')}.`);
}

function categoriesOf(only: readonly string[]): readonly string[] {
  const categories = only.flatMap((text) => text.split(','));
  const unknown = categories.find((category) => !Object.hasOwn(CATEGORIES, category));
  if (unknown === undefined) return categories;
  throw new UserError(`--only '${unknown}' is no category. There are: ${Object.keys(CATEGORIES).join(', ')}.`);
}
