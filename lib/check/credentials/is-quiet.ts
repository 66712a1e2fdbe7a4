/** Longer runs of letters and digits could be a token. */
const LONGEST_RUN = 15;
/** What is longer is searched once, and remembered. */
const LONGEST = 100;

/**
 * Whether a text is one of the names, hosts, images and paths that most texts of objects are: nothing in it could begin what any pattern looks
 * for. The one question that is asked of each text, so it is a loop.
 */
export function isQuiet(text: string): boolean {
  if (text.length > LONGEST) return false;
  let run = 0;
  let dashes = 0;
  let hasColon = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if ((code >= A && code <= Z) || (code >= ZERO && code <= NINE)) {
      if (++run > LONGEST_RUN) return false;
    } else if (code === DOT || code === SLASH || code === COMMA) run = 0;
    else if (code === DASH) {
      run = 0;
      dashes++;
    } else if (code === COLON) {
      run = 0;
      hasColon = true;
    } else return false;
  }
  return (!hasColon || !NAME.test(text)) && (dashes < 5 || !IDENTIFIER.test(text));
}

const A = 97;
const Z = 122;
const ZERO = 48;
const NINE = 57;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;

/** What could be the name in front of a colon. */
const NAME = /pass|pwd|pw|secret|token|key|cred|auth|cookie|pat|mnemonic/;
/** A UUID: some tokens are one behind a few letters. */
const IDENTIFIER = /[\da-f]{8}-[\da-f]{4}-/;
