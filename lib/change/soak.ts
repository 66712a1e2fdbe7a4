const MINUTES = { m: 1, h: 60, d: 1440 } as const satisfies Record<string, number>;

/** Milliseconds of `'30m'`, `'24h'` or `'7d'`; 0 without one. Throws nothing: who declares an environment was told already. */
export function soakOf(text: string | undefined): number {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text ?? '') ?? [];
  if (count === undefined || (unit !== 'm' && unit !== 'h' && unit !== 'd')) return 0;
  return Number(count) * MINUTES[unit] * 60_000;
}
