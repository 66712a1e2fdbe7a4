import { UserError } from '../../errors.ts';
import type { Clone } from '../../git/clone.ts';

/** The mistake of whoever names a repository that is not one of ours. */
export function noManifests({ remote, base }: Clone): UserError {
  return new UserError(
    `${remote.url}: has no environments/ on ${base}, so it is no manifest repository of kumiki. Check --repository and --base.`,
  );
}
