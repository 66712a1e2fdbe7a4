import type { EnvironmentData } from '../environment/data/environment-data.ts';
import type { EnvironmentProps } from '../environment/environment-props.ts';
import { EnvironmentRoot, type Locate } from '../environment/environment.ts';
import { UserError, type Finding } from '../errors.ts';

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

/** Runs `build`. What it throws is a finding, so that the mistakes of all environments are told at once; a bug of ours is thrown on. */
export function buildTree(source: EnvironmentSource): BuiltTree {
  const { props, data, locate, guard } = source;
  const environment = new EnvironmentRoot(props, data, locate);
  try {
    const returned: unknown = guard(() => props.build(environment));
    if (!isThenable(returned)) return { environment };
    // Whatever it still throws has been said by this finding.
    returned.then(undefined, () => undefined);
    return failed(
      source,
      environment,
      `${source.file}: build of ${props.name} is asynchronous. Remove async: nothing is fetched while an environment is built.`,
    );
  } catch (error) {
    const explained = source.explain(error);
    if (!(explained instanceof UserError)) throw explained;
    return failed(source, environment, explained.message);
  }
}

function failed(source: EnvironmentSource, environment: EnvironmentRoot, message: string): BuiltTree {
  const finding = {
    rule: 'practice/build',
    severity: 'error',
    message,
    environment: source.props.name,
    file: source.file,
  } as const;
  return { findings: [...environment.findings, finding] };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
