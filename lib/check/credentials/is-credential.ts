import type { Told } from '../../telling-name.ts';
import { wordShare } from './letter-pairs.ts';
import { looksRandom } from './looks-random.ts';
import { BLANK, isPlaceholder } from './placeholder.ts';
import { WEAK_PASSWORDS } from './weak-passwords.ts';

/**
 * Whether a value under a telling name is a credential. A token is one where it looks random; a password also where it is one of those that
 * people use (`changeme`: somebody logs in with it), or has letters with digits or symbols. Plain words, paths, addresses, names of objects,
 * hashes and references to a value that is elsewhere are none.
 *
 * @param value templates blanked
 */
export function isCredential(value: string, told: Told): boolean {
  const rest = value.replaceAll(BLANK, '').trim();
  if (isPlaceholder(rest) || isAddress(rest)) return false;
  // Around a template stand separators and prefixes.
  if (rest.length < value.trim().length) return looksRandom(rest);
  return looksRandom(rest) || (told === 'password' && isPassword(rest));
}

/** Whether a value that stands where a password does (`user:…@`) is one: anything that is no placeholder. */
export function isSpelledOut(value: string): boolean {
  const rest = value.replaceAll(BLANK, '');
  return rest.length === value.length ? !isPlaceholder(rest) && !STAND_IN.test(rest) : looksRandom(rest);
}

/** As a manual writes it: `postgres://USER:PASSWORD@HOST`. */
const STAND_IN =
  /^(?:(?:MY_?|YOUR_?|DB_?)?(?:PASS|PASSWORD|PASSWD|PWD|SECRET|TOKEN|API_?KEY)|[Ss]tring|[Nn]ull|nil|undefined|[Nn]one|[Tt]rue|[Ff]alse|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+\)*)$/;

function isPassword(value: string): boolean {
  if (WEAK_PASSWORDS.has(value)) return true;
  if (value.length < 6 || /\s/.test(value) || isPath(value) || isWords(value)) return false;
  return /^\d{6,}$/.test(value) || (/[A-Za-z]/.test(value) && /[\d!#$%^&*?~@+=]/.test(value));
}

/** Kebab, snake and dotted words, with short numbers: `users-db-v2`. */
function isWords(value: string): boolean {
  const parts = value.split(/[-_.:/]/);
  return parts.length > 1 && parts.every((part) => /^(?:[A-Za-z]+\d?|[a-z]{0,3}\d{0,4})$/.test(part) && isWord(part));
}

function isWord(part: string): boolean {
  const letters = part.replaceAll(/\d/g, '').toLowerCase();
  return letters.length < 4 || wordShare(letters) >= 0.6;
}

function isPath(value: string): boolean {
  return /^(?:~|\.{0,2})\/[\w.@-]+(?:\/|$)/.test(value) || /^[A-Za-z]:\\/.test(value);
}

function isAddress(value: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value) || /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(value)) return true;
  return isPath(value) && !looksLikeBase64Key(value);
}

/** One in 64 random values starts with a slash. */
function looksLikeBase64Key(value: string): boolean {
  return /^[A-Za-z0-9+/]{32,}={0,2}$/.test(value) && (value.match(/\//g)?.length ?? 0) <= 1 + value.length / 20;
}
