import type { OwnedEnvironment } from '../../../change/codeowners/list-rules.ts';
import { isHandle } from '../../../change/codeowners/is-handle.ts';
import { policyOf } from '../../../change/policy.ts';
import { UserError } from '../../../errors.ts';
import type { SurveyedEnvironment } from '../../survey-applications.ts';

/**
 * What the source says of owners. A preview has none of its own.
 *
 * @throws a UserError where an owner of an environment is nobody: its files would be reviewed by nobody
 */
export function ownedEnvironments(environments: readonly SurveyedEnvironment[]): readonly OwnedEnvironment[] {
  const lasting = environments.filter(({ isPreview }) => !isPreview);
  const problems = lasting.flatMap(({ name, file, props: { owners = [] } }) =>
    owners
      .filter((owner) => !isHandle(owner))
      .map(
        (owner) =>
          `${file}: ${name}: owners has '${owner}'. Write the handle of somebody, '@acme/payments', or an address.`,
      ),
  );
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return lasting.map(({ name, file, props, applications }) => ({
    name,
    file,
    owners: props.owners ?? [],
    isPlatform: props.platform === true,
    merge: policyOf(props).merge,
    applications: new Map([...applications].flatMap(([id, { owner }]) => (owner === undefined ? [] : [[id, owner]]))),
  }));
}

/** What is worth knowing of what nobody, or nobody else, reviews. */
export function ownerNotes(environments: readonly OwnedEnvironment[]): readonly string[] {
  const labels = new Map<string, string>();
  for (const { applications } of environments)
    for (const [application, owner] of applications) if (!isHandle(owner)) labels.set(application, owner);
  const isPlatformOwned = environments.some(({ isPlatform, owners }) => isPlatform && owners.length > 0);
  return [
    ...[...labels]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(
        ([application, owner]) =>
          `${application}: its owner '${owner}' is a label, and nobody on a git host. To have it reviewed, write a handle: owner: '@acme/${owner}'.`,
      ),
    ...(isPlatformOwned
      ? []
      : [
          'dist/*/delivery/: no environment with platform: true has owners, so those of each environment review it, too.',
        ]),
  ];
}
