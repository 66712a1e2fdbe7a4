import type { Finding } from '../../errors.ts';
import type { KubernetesObject } from '../../manifest/object.ts';
import type { LoadedFile } from '../../read/load-manifest-file.ts';
import type { ReadObject } from '../../read/read-manifests.ts';
import type { Report } from '../rule.ts';
import { findingOf } from './finding-of.ts';
import { readFiles } from './read-files.ts';
import { type TaughtKinds, teachKinds } from './teach-kinds.ts';

/** Reports what is wrong with one object. */
export type CheckObject = (object: KubernetesObject, report: Report) => void;

export interface CheckFilesOptions {
  /** Makes the check of one object for a cluster that has these CRDs besides its own kinds: `(object, report) => checkObject(object, openSchema(version, { crds }), report)`. */
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

function checkObject(read: ReadObject, check: CheckObject): readonly Finding[] {
  const findings: Finding[] = [];
  // A file may hold anything: what an object lacks is for the checks to say.
  check(read.object as unknown as KubernetesObject, (problem) => findings.push(findingOf(read, problem)));
  return findings;
}
