import { UserError } from '../../errors.ts';

/**
 * Refuses a name that every object of JavaScript has, such as `constructor`: it would be found where nobody put it.
 *
 * @param command for messages
 */
export function refuseWordOfObjects(name: string, command: string): void {
  if (name in Object.prototype)
    throw new UserError(`${command}: '${name}' is a word of JavaScript's own, and no name of an application or image.`);
}
