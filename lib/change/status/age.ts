const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const satisfies readonly (readonly [string, number])[];

/** How long ago, in the largest unit of which it is at least two: `3 d`, `26 h`, `90 min`. */
export function ageOf(milliseconds: number): string {
  const [unit, length] = UNITS.find(([, one]) => milliseconds >= 2 * one) ?? ['min', 60_000];
  return `${Math.max(0, Math.floor(milliseconds / length))} ${unit}`;
}
