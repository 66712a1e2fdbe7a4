/** Cores as a number, or text such as `'100m'`. */
export type Cpu = number | `${number}` | `${number}m`;
/** Memory or storage, always with its unit: `'128Mi'`. */
export type Bytes =
  | `${number}Ki`
  | `${number}Mi`
  | `${number}Gi`
  | `${number}Ti`
  | `${number}k`
  | `${number}M`
  | `${number}G`
  | `${number}T`;

const QUANTITY = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

// Each unit as a power: of ten for SI, of two for the binary ones.
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const DECIMAL_UNITS = ['E', 'P', 'T', 'G', 'M', 'k', '', 'm', 'u', 'n'];
const BINARY_UNITS = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki'];

/** What fits into 64 bits: the server cuts a binary quantity beyond it without a word. */
const LARGEST = (2n ** 63n - 1n) * 10n ** 9n;

/** A quantity as an exact number of billionths, the finest unit that Kubernetes keeps; undefined where the text is none, or beyond 64 bits. */
export function tryParseQuantity(text: string): bigint | undefined {
  const match = QUANTITY.exec(text);
  if (match === null) return undefined;
  const [, sign, digits = '', exponent, unit = ''] = match;
  const [whole = '', fraction = ''] = digits.split('.');
  const mantissa = BigInt(whole + fraction || '0');

  let scaled: bigint;
  if (unit in BINARY) {
    scaled = divideUp(mantissa * 2n ** BigInt(BINARY[unit] ?? 0) * 10n ** 9n, 10n ** BigInt(fraction.length));
  } else {
    const power = (exponent === undefined ? (DECIMAL[unit] ?? 0) : Number(exponent.slice(1))) + 9 - fraction.length;
    if (Math.abs(power) > 60) return undefined;
    scaled = power >= 0 ? mantissa * 10n ** BigInt(power) : divideUp(mantissa, 10n ** BigInt(-power));
  }
  if (scaled > LARGEST) return undefined;
  return sign === '-' ? -scaled : scaled;
}

/**
 * A quantity as the API server writes it: the largest unit of its own family that needs no fraction. `1000m` is `1`, `1024Mi` is `1Gi`.
 * Anything else shows up as a difference in Argo CD for ever.
 *
 * Source: k8s.io/apimachinery/pkg/api/resource, `CanonicalizeBytes`.
 *
 * @returns undefined where `quantity` is none
 */
export function tryCanonicalQuantity(quantity: string | number): string | undefined {
  const text = String(quantity);
  const cached = canonical.get(text);
  if (cached !== undefined) return cached;
  const parsed = tryParseQuantity(text);
  if (parsed === undefined) return undefined;
  const result = format(parsed, text);
  if (canonical.size > 10_000) canonical.clear();
  canonical.set(text, result);
  return result;
}

const canonical = new Map<string, string>();

function format(billionths: bigint, text: string): string {
  if (billionths === 0n) return '0';
  const binary = text.endsWith('i');
  const exponent = /[eE][+-]?\d+$/.test(text);
  const sign = billionths < 0n ? '-' : '';
  const size = billionths < 0n ? -billionths : billionths;

  if (binary && size % 10n ** 9n === 0n && size >= 1024n * 10n ** 9n) {
    for (const unit of BINARY_UNITS) {
      const factor = 2n ** BigInt(BINARY[unit] ?? 0) * 10n ** 9n;
      if (size % factor === 0n) return `${sign}${size / factor}${unit}`;
    }
  }
  for (const unit of DECIMAL_UNITS) {
    const power = DECIMAL[unit] ?? 0;
    const factor = 10n ** BigInt(power + 9);
    if (size % factor !== 0n) continue;
    return exponent && power !== 0 ? `${sign}${size / factor}e${power}` : `${sign}${size / factor}${unit}`;
  }
  return text;
}

function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
