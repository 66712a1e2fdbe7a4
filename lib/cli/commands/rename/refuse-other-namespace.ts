import { UserError } from '../../../errors.ts';
import { objectsBelow } from './leaving.ts';
import type { RenamePlaces, Renaming } from './rename-places.ts';

/**
 * Refuses an id that was changed by hand without its namespace, while dist still has what was rendered under the old one. A preview lives
 * for days, in a namespace that follows from its base's.
 */
export function refuseOtherNamespace(root: string, { pending }: RenamePlaces, { from, to }: Renaming): void {
  const problems = pending
    .filter(({ isPreview }) => !isPreview)
    .flatMap(({ name, applications }) => {
      const application = applications.get(to);
      const namespaces = objectsBelow(root, name, from).flatMap(({ metadata }) => metadata.namespace ?? []);
      const [old, ...others] = new Set(namespaces);
      if (application === undefined || old === undefined || others.length > 0 || old === application.namespace)
        return [];
      return `${name}: '${to}' is in the namespace '${application.namespace}', and '${from}' is in '${old}' in dist. Add namespace: '${old}' beside the id '${to}'${placeOf(application.source)}, and run this again. If it is to have another namespace, run kumiki synth first.`;
    });
  if (problems.length > 0) throw new UserError(`${problems.join('\n')}\nNothing was changed.`);
}

/** The line of whoever makes it: the id itself may stand in its constructor. */
function placeOf(source: string | undefined): string {
  return source === undefined ? '' : ` of the application that ${source} makes`;
}
