import { whyNoBase, type BaseProps } from '../../environment/previews/previews.ts';
import { UserError } from '../../errors.ts';

/**
 * Refuses an environment that can have no previews.
 *
 * @param from as the flag names it
 * @param isPreview it is one itself
 */
export function refuseBase(from: string, props: BaseProps, isPreview: boolean): void {
  const why = whyNoBase(props, isPreview);
  if (why !== undefined) throw new UserError(`--from '${from}' ${why}. Use another environment.`);
}
