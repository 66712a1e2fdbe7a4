/** What a plain scalar means. A `bigint` is a whole number that fits Kubernetes' int64 and would lose digits as a JavaScript number. */
export type Scalar = string | number | bigint | boolean | null;

const WORDS: ReadonlyMap<string, boolean | number | null> = new Map<string, boolean | number | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

const MAY_BE_WORD = /^[yYnNtTfFoO~]/;
const MAY_BE_NUMBER = /^[-+.0-9]/;
const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const SIGN_AFTER_PREFIX = /^0b[-+][01]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const POINT_FIRST = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;

/** Resolves a plain scalar as `resolve` of go.yaml.in/yaml/v2 does, which sigs.k8s.io/yaml reads with. Dates and base 60 stay text. */
export function resolveScalar(text: string): Scalar {
  if (text === '' || MAY_BE_WORD.test(text)) {
    const word = WORDS.get(text);
    return word === undefined ? text : word;
  }
  return MAY_BE_NUMBER.test(text) ? resolveNumber(text) : text;
}

/** The exact value where the text is one of Go's 64-bit integers. */
export function tryInteger(text: string): bigint | undefined {
  const plain = text.replaceAll('_', '');
  if (SIGN_AFTER_PREFIX.test(plain)) return toBigInt(`${plain[2]}0b${plain.slice(3)}`);
  if (!INTEGER.test(plain)) return undefined;
  const value = toBigInt(plain);
  const signed = plain.startsWith('-') || plain.startsWith('+');
  return value >= -INT64_MAX - 1n && value <= (signed ? INT64_MAX : UINT64_MAX) ? value : undefined;
}

/** Whether a number of Kubernetes' int64 would lose digits as a JavaScript number. Larger ones are floats for Kubernetes, too. */
export function losesDigits(value: bigint): boolean {
  return value <= INT64_MAX && BigInt(Number(value)) !== value;
}

function resolveNumber(text: string): Scalar {
  if (text.startsWith('.')) {
    if (POINT_FIRST.test(text)) return finiteOr(text, Number(text.replaceAll('_', '')));
    return WORDS.get(text) ?? text;
  }
  const code = text.charCodeAt(0);
  if (code !== 0x30 && text.length < 16 && /^[0-9]+$/.test(text)) return Number(text);
  const word = WORDS.get(text);
  if (word !== undefined) return word;

  const integer = tryInteger(text);
  if (integer !== undefined) return losesDigits(integer) ? integer : Number(integer);
  const plain = text.replaceAll('_', '');
  return FLOAT.test(plain) ? finiteOr(text, Number(plain)) : text;
}

/** Go refuses a float out of range, and what is no number is text. Minus zero is zero to every reader of Kubernetes. */
function finiteOr(text: string, value: number): number | string {
  return Number.isFinite(value) ? value + 0 : text;
}

function toBigInt(text: string): bigint {
  const digits = text.replace(/^[-+]/, '');
  const size = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return text.startsWith('-') ? -size : size;
}
