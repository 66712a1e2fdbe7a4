import type { EnvironmentData } from '../environment/data/environment-data.ts';
import type { EnvironmentProps } from '../environment/environment-props.ts';
import { EnvironmentRoot, type Locate } from '../environment/environment.ts';
import type { Finding } from '../errors.ts';
import { buildFinding, runUserCode } from './run-user-code.ts';

/** One environment before it is built: its props, and what its constructs ask for. */
export interface EnvironmentSource {
  readonly props: EnvironmentProps;
  /** The file that declares it: `environments/production.ts`. */
  readonly file: string;
  readonly data: EnvironmentData;
  readonly locate: Locate;
  /** Runs `build` with everything that changes from run to run out of reach. */
  readonly guard: <T>(run: () => T) => T;
  /** What user code threw, with its line. Anything that is no mistake of the user is given back as it is. */
  readonly explain: (error: unknown) => unknown;
}

export type BuiltTree = { readonly environment: EnvironmentRoot } | { readonly findings: readonly Finding[] };

/** Runs `build`. */
export function buildTree(source: EnvironmentSource): BuiltTree {
  const { props, data, locate } = source;
  const environment = new EnvironmentRoot(props, data, locate);
  const ran = runUserCode(source, (): unknown => props.build(environment));
  if ('finding' in ran) return { findings: [...environment.findings, ran.finding] };
  if (!isThenable(ran.result)) return { environment };

  // Whatever it still throws has been said by this finding.
  ran.result.then(undefined, () => undefined);
  const message = `${source.file}: build of ${props.name} is asynchronous. Remove async: nothing is fetched while an environment is built.`;
  return { findings: [...environment.findings, buildFinding(source, message)] };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
