/** A space without width: nothing to be seen, in blocks of code either. */
const GUARD = '\u200B';

/**
 * A text that runs nothing: GitLab takes lines that begin with a slash for commands, such as `/close` or `/approve`, in descriptions and
 * in comments, also by its API (https://docs.gitlab.com/user/project/quick_actions). It looks for them after it has dropped carriage
 * returns, which it does not give back.
 */
export function guardText(text: string): string {
  return text.replaceAll('\r', '').replaceAll(new RegExp(`^(?=${GUARD}*/)`, 'gm'), GUARD);
}

/** What {@link guardText} was given, without carriage returns. */
export function unguardText(text: string): string {
  return text.replaceAll(new RegExp(`^${GUARD}(?=${GUARD}*/)`, 'gm'), '');
}
