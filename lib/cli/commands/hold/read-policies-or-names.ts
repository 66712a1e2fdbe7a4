import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { UserError } from '../../../errors.ts';
import { GitFailure } from '../../../git/git.ts';
import { readPolicies } from '../../change/read-policies.ts';
import type { ChangeSession } from '../../change/session.ts';

export interface KnownPolicies {
  readonly policies: readonly EnvironmentPolicy[];
  /** Why they could not be read, where they are told from the folders; each is reviewed then. */
  readonly notes: readonly string[];
}

/**
 * The policies of a commit, or the names of its environments where something in it is wrong: a hold renders nothing, and is needed most while
 * something is.
 *
 * @throws a UserError where there are no environments; a GitFailure, which another attempt may mend
 */
export function readPoliciesOrNames(session: ChangeSession, commit: string): Promise<KnownPolicies> {
  return session.once(`policies of ${commit}, or names`, async () => {
    try {
      return { policies: await readPolicies(session, commit), notes: [] };
    } catch (error) {
      if (!(error instanceof UserError) || error instanceof GitFailure) throw error;
      const policies = await readPolicies(session, commit, true);
      const note = `The environments of ${session.clone.base} cannot be read, so this one is taken as reviewed: ${error.message}`;
      return { policies, notes: [note] };
    }
  });
}
