import { policyOfDefinition, type EnvironmentPolicy } from '../../../change/policy.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { UserError } from '../../../errors.ts';

/** What the files of environments say, in their order; nothing and a note where they cannot be loaded: what runs is shown all the same. */
export async function loadPolicies(
  root: string,
): Promise<{ readonly policies: readonly EnvironmentPolicy[]; readonly notes: readonly string[] }> {
  try {
    const { environments } = await loadEnvironments(root);
    return { policies: environments.map(({ definition }) => policyOfDefinition(definition)), notes: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { policies: [], notes: [`Nothing is known of freezes and upstreams. ${error.message}`] };
  }
}
