/** The data that a branch of ours changes, by the paths that it touches. */
export interface BranchData {
  /** Pins: of which environment and application. */
  readonly pins: readonly { readonly environment: string; readonly application: string }[];
  /** Other files below `environments/`. */
  readonly others: readonly string[];
}

const PINS = /^environments\/([^/]+)\/images\/([^/]+)\.json$/;

/** @param files that a branch changes, from the root */
export function branchDataOf(files: readonly string[]): BranchData {
  const pins: { environment: string; application: string }[] = [];
  const others: string[] = [];
  for (const file of files) {
    const [, environment, application] = PINS.exec(file) ?? [];
    if (environment !== undefined && application !== undefined) pins.push({ environment, application });
    else if (file.startsWith('environments/')) others.push(file);
  }
  return { pins, others };
}
