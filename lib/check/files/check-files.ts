import type { Category, Finding, Severity } from '../../errors.ts';
import type { LoadedFile } from '../../read/load-manifest-file.ts';
import type { ReadObject } from '../../read/read-manifests.ts';
import { findingOf } from './finding-of.ts';
import { readFiles } from './read-files.ts';
import { type TaughtKinds, teachKinds } from './teach-kinds.ts';

/** What a check says against one object. */
export interface ObjectProblem {
  readonly category: Category;
  readonly rule: string;
  readonly severity: Severity;
  /** JSON Pointer into the object; empty for the object itself. */
  readonly path: string;
  /** What is wrong, with the value, and what to do. */
  readonly message: string;
}

export type CheckObject = (object: unknown) => readonly ObjectProblem[];

export interface CheckFilesOptions {
  /** Makes the check of one object for a cluster that has these CRDs besides its own kinds: `openSchema(version, { crds }).check`. */
  readonly openCheck: (crds: TaughtKinds['crds']) => CheckObject;
  /**
   * Whether CustomResourceDefinitions among the files teach their kinds to the check of all files.
   *
   * @default true
   */
  readonly teach?: boolean | undefined;
}

/** The result of `kumiki check PATH…`, as `--json` prints it. */
export interface CheckedFiles {
  readonly objects: number;
  readonly findings: readonly Finding[];
}

/** Checks the objects of files, each on its own: read → learn the kinds of CRDs → check → findings with file and line. */
export function checkFiles(files: Iterable<LoadedFile>, { openCheck, teach = true }: CheckFilesOptions): CheckedFiles {
  const read = readFiles(files);
  const taught = teach ? teachKinds(read.objects) : { crds: [], findings: [] };
  const check = openCheck(taught.crds);
  const found = read.objects.flatMap((object) => checkObject(object, check));
  const placeOf = ({ file }: Finding): number => read.order.get(file ?? '') ?? 0;
  const findings = [...read.findings, ...taught.findings, ...found].toSorted(
    (one, other) => placeOf(one) - placeOf(other),
  );
  return { objects: read.objects.length, findings };
}

function checkObject(object: ReadObject, check: CheckObject): readonly Finding[] {
  const problems = check(object.object);
  return problems.length === 0 ? [] : problems.map((problem) => findingOf(object, problem));
}
