import { UserError } from '../../errors.ts';
import type { ChangeOptions } from './change-options.ts';

const WHERE = ['repository', 'host', 'api', 'base'] as const;

/**
 * Flags that say where a change goes do nothing in the work tree.
 *
 * @param more flags of the command itself that need a pull request
 */
export function refuseWithoutPr<O extends ChangeOptions>(options: O, more: readonly (keyof O & string)[]): void {
  if (options.pr === true) return;
  const alone = [...WHERE, ...more].find((flag) => options[flag] !== undefined);
  if (alone === undefined) return;
  const flag = alone.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UserError(`--${flag} goes with --pr. Add it, or leave both out.`);
}
