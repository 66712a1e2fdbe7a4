import { pinsFile } from '../../change/pins.ts';
import type { EnvironmentPolicy } from '../../change/policy.ts';
import { UserError } from '../../errors.ts';
import type { BaseView } from './base-view.ts';
import { choosePolicies } from './choose-policies.ts';

/**
 * The environments that one of the globs matches. One that a glob takes in among others counts only where it pins images of the application:
 * a fleet need not run it everywhere.
 */
export async function chooseEnvironments(
  view: BaseView,
  policies: readonly EnvironmentPolicy[],
  globs: readonly string[],
  application: string,
): Promise<readonly EnvironmentPolicy[]> {
  const matched = choosePolicies('--env', globs, policies);
  const chosen: EnvironmentPolicy[] = [];
  for (const policy of matched)
    if (globs.includes(policy.name) || (await view.file(pinsFile(policy.name, application))) !== undefined)
      chosen.push(policy);
  if (chosen.length > 0) return chosen;
  throw new UserError(
    `--env '${globs.join(', ')}': none of ${matched.map(({ name }) => name).join(', ')} pins images of '${application}'. Name an application that is there, or one environment by its whole name.`,
  );
}
