import { PREVIEW_NAME_RULE, whyNoPreviewName } from '../../environment/previews/preview-file.ts';
import { UserError } from '../../errors.ts';

/**
 * Refuses what cannot be the name of a preview, with the nearest that can: CI has the names of branches.
 *
 * @param command for the message
 */
export function refuseName(command: string, name: string): void {
  if (whyNoPreviewName(name) === undefined) return;
  const near = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const example = near === '' ? '' : `, such as ${near}`;
  throw new UserError(`${command}: '${name}' cannot be the name of a preview. ${PREVIEW_NAME_RULE}${example}.`);
}
