import { resolveScalar, tryInteger } from './resolve-scalar.ts';

const INT64_MAX = 2n ** 63n - 1n;

/** The text that sigs.k8s.io/yaml makes of a plain key (`true`, `1e+06`); undefined where it refuses the key. */
export function keyText(source: string): string | undefined {
  const value = resolveScalar(source);
  if (typeof value === 'string') return value;
  if (value === null) return undefined;
  if (typeof value === 'boolean') return String(value);
  const integer = tryInteger(source);
  if (integer === undefined) return floatText(Number(value));
  return integer > INT64_MAX ? undefined : String(integer);
}

/** Go's `strconv.FormatFloat(value, 'g', -1, 32)`: the shortest digits that are the same 32-bit float. */
function floatText(value: number): string {
  const float = Math.fround(value);
  if (Number.isNaN(float)) return '.nan';
  if (!Number.isFinite(float)) return float > 0 ? '.inf' : '-.inf';
  const shortest = shortestExponential(float);
  const exponent = Number(shortest.slice(shortest.indexOf('e') + 1));
  if (exponent >= -4 && exponent < 21 && !needsExponent(exponent)) return plainNotation(shortest, exponent);
  const sign = exponent < 0 ? '-' : '+';
  return `${shortest.slice(0, shortest.indexOf('e'))}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** `%g` without a precision takes 6 for this decision. */
function needsExponent(exponent: number): boolean {
  return exponent >= 6;
}

function shortestExponential(float: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const text = float.toExponential(digits);
    if (Math.fround(Number(text)) === float) return text;
  }
  return float.toExponential();
}

function plainNotation(shortest: string, exponent: number): string {
  const fraction = shortest.slice(0, shortest.indexOf('e')).replace(/^-?\d\.?/, '').length;
  return Number(shortest).toFixed(Math.max(0, fraction - exponent));
}
