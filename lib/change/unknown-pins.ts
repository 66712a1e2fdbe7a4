import { didYouMean } from '../did-you-mean.ts';
import { UserError } from '../errors.ts';

/**
 * Refuses pins that no code asks for.
 *
 * @param applications the names that the code of an environment asks for, by application
 */
export function refuseUnknownPins(
  environment: string,
  application: string,
  names: readonly string[],
  applications: Readonly<Record<string, readonly string[]>>,
): void {
  const asked = applications[application];
  if (asked === undefined)
    throw new UserError(
      `${environment}: no application '${application}' pins an image there. ${advice(application, Object.keys(applications))}`,
    );
  const unknown = names.find((name) => !asked.includes(name));
  if (unknown !== undefined)
    throw new UserError(`${environment}: ${application} asks for no image '${unknown}'. ${advice(unknown, asked)}`);
}

function advice(word: string, known: readonly string[]): string {
  const guess = didYouMean(word, known);
  return `${guess === undefined ? '' : `Did you mean ${guess}? `}There are: ${known.join(', ') || 'none'}.`;
}
