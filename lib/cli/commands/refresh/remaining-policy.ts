import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { UserError } from '../../../errors.ts';
import { readPolicies } from '../../change/read-policies.ts';
import type { ChangeSession } from '../../change/session.ts';

/** Of an environment that a branch was made for. Throws a UserError where it is gone. */
export async function remainingPolicy(session: ChangeSession, base: string, name: string): Promise<EnvironmentPolicy> {
  const policy = (await readPolicies(session, base)).find((one) => one.name === name);
  if (policy !== undefined) return policy;
  throw new UserError(`${name} is no environment of ${session.clone.base} any more.`);
}
