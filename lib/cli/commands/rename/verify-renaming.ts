import { UserError } from '../../../errors.ts';
import type { SourceEdit } from './edit-source.ts';
import type { RenamePlaces, Renaming } from './rename-places.ts';
import type { Survey, SurveyedEnvironment } from '../../survey-applications.ts';

/** Throws a UserError where the edited source does not say what was meant. */
export function verifyRenaming(
  { environments }: Survey,
  { holders, others }: RenamePlaces,
  { file, line }: SourceEdit,
  { from, to }: Renaming,
): void {
  const now = new Map(environments.map((environment) => [environment.name, environment]));
  const problems = [
    ...holders.flatMap((holder) => whyNotRenamed(holder, now.get(holder.name)) ?? []),
    ...others.flatMap(({ name }) =>
      now.get(name)?.applications.has(from) === true
        ? []
        : [
            `${name}: would have '${to}' too, by the same line ${file}:${line}. Leave --env out, to rename it everywhere.`,
          ],
    ),
  ];
  if (problems.length > 0) throw new UserError(`${problems.join('\n')}\nNothing was changed.`);

  function whyNotRenamed(before: SurveyedEnvironment, after: SurveyedEnvironment | undefined): string | undefined {
    const renamed = after?.applications.get(to);
    const namespace = before.applications.get(from)?.namespace;
    if (renamed === undefined || after?.applications.has(from) === true)
      return `${before.name}: has '${from}' also with '${to}' at ${file}:${line}: its id comes from elsewhere, ${before.applications.get(from)?.source ?? 'without a line'}. Change it there by hand, and run this again: it moves the data.`;
    // A preview lives for days, in a namespace that follows from its base's.
    if (before.isPreview || renamed.namespace === namespace) return undefined;
    return `${before.name}: '${to}' would be in the namespace '${renamed.namespace}', and '${from}' is in '${namespace}'. Change the id at ${file}:${line} by hand so that it stays, with namespace: '${namespace}' beside it, and run this again: it moves the data.`;
  }
}
