/**
 * Where a promotion over a fleet goes on: the environments in parts of `size`, one after the other. All that it needs to know is in git, so
 * that it can be broken off and taken up again anywhere.
 *
 * @param isDone whether an environment has what is promoted, on the base branch
 * @returns the first part that is not done, counted from 1; undefined where all are
 */
export function nextWave<T>(
  environments: readonly T[],
  size: number,
  isDone: (environment: T) => boolean,
): Wave<T> | undefined {
  const count = Math.ceil(environments.length / size);
  for (let index = 0; index < count; index++) {
    const wave = environments.slice(index * size, (index + 1) * size);
    if (!wave.every(isDone))
      return { number: index + 1, count, environments: wave, before: environments.slice(0, index * size) };
  }
  return undefined;
}

export interface Wave<T> {
  readonly number: number;
  readonly count: number;
  readonly environments: readonly T[];
  /** Those of the parts before. */
  readonly before: readonly T[];
}
