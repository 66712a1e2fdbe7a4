import { brokenYaml, type Problem } from './problem.ts';

/** Go's readers stop at 10,000 levels; no object of Kubernetes has a tenth of this, and what walks it later may recurse. */
export const MAX_DEPTH = 500;

export function tooDeep(offset: number): Problem {
  return brokenYaml(
    offset,
    `nested more than ${MAX_DEPTH} levels deep. No object of Kubernetes is: write less deeply.`,
  );
}
