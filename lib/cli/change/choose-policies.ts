import type { EnvironmentPolicy } from '../../change/policy.ts';
import { chooseByGlobs } from '../choice.ts';

/** The environments that one of the globs matches. A preview lives by its own file: only its whole name means it. */
export function choosePolicies(
  flag: string,
  globs: readonly string[],
  policies: readonly EnvironmentPolicy[],
): readonly EnvironmentPolicy[] {
  const lasting = policies.filter(({ name, preview }) => preview === undefined || globs.includes(name));
  const names = chooseByGlobs(
    flag,
    globs,
    lasting.map(({ name }) => name),
  );
  return lasting.filter(({ name }) => names.includes(name));
}
