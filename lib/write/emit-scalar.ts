/**
 * A match means that some YAML 1.1 or 1.2 reader would take the string, without quotes, for something else:
 * - a word (`y`, `off`, `null`) or `e0`, which are booleans, nulls and numbers to one reader or another;
 * - a start like a number, an indicator or a document marker;
 * - brackets, control characters, everything beyond ASCII; a colon or blank that could end the string.
 */
const NOT_PLAIN =
  /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|infinity|e[+-]?\d+)$|^(?![a-z_/$(]|--[a-z])|[^\w ./+=@%~$^*()!?&<>|;,\\'":#-]|:(?![\w/])| (?![\w./+=@%~$^*()!&<>|;\\'"-])/i;

/** Quantities and durations start like numbers, and yet are strings to everyone. */
const QUANTITY = /^\d+(?:\.\d+)?(?:m|s|h|[KMGTPE]i)$/;

/** Printable to JSON, but not to YAML: readers refuse them, drop them or take them for line breaks. */
const UNPRINTABLE = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

/** A string on one line: plain where that is safe, else in double quotes, whose escapes are those of JSON. */
export function emitString(text: string): string {
  if (!NOT_PLAIN.test(text) || QUANTITY.test(text)) return text;
  return JSON.stringify(text).replace(UNPRINTABLE, escape);
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * A number that every reader sees alike: PyYAML wants a point before an exponent.
 *
 * @throws TypeError for NaN and the infinities, which JSON does not have
 */
export function emitNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no place in a manifest`);
  const text = String(value);
  const exponent = text.indexOf('e');
  if (exponent < 0 || text.includes('.')) return text;
  return `${text.slice(0, exponent)}.0${text.slice(exponent)}`;
}
