import { brokenYaml, type Problem } from './problem.ts';
import type { Scalar } from './resolve-scalar.ts';

/** A scalar as plain JSON; what JSON or JavaScript cannot hold becomes a problem. */
export function plainScalar(
  value: Scalar,
  text: string,
  offset: number,
  problems: Problem[],
): string | number | boolean | null {
  if (typeof value === 'bigint') {
    problems.push(lostDigits(text, offset));
    return towardsZero(value);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    problems.push(
      brokenYaml(offset, `\`${text}\` is a number that JSON cannot hold. Use a finite one, or quotes if it is text.`),
    );
    return null;
  }
  return value;
}

function lostDigits(text: string, offset: number): Problem {
  return {
    rule: 'practice/large-number',
    severity: 'warning',
    offset,
    message: `${text} has more digits than kumiki keeps (whole numbers to 2^53). It is checked as a rounded number; where kumiki writes the object, use quotes or a smaller number.`,
  };
}

/** So that what fits into int64 still does. */
function towardsZero(value: bigint): number {
  const nearest = Number(value);
  const size = value < 0n ? -value : value;
  if (BigInt(Math.abs(nearest)) <= size) return nearest;
  const step = 2 ** (Math.floor(Math.log2(Math.abs(nearest))) - 53);
  return nearest - Math.sign(nearest) * step;
}
