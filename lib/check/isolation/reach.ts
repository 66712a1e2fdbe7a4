/** One place of an object that reaches beyond its environment. */
export interface Reach {
  /** JSON Pointer. */
  readonly path: string;
  /** What is wrong there, with the value, and what is right. */
  readonly message: string;
}

export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Takes one place that reaches beyond, with the value there and what the environment's `delivery` gives. */
export type Refuse = (path: string, value: unknown, right: string) => void;

/** Every place of an object that a judge refuses. */
export function reachesOf(judge: (refuse: Refuse) => void): readonly Reach[] {
  const reaches: Reach[] = [];
  judge((path, value, right) =>
    reaches.push({ path, message: `${path} is ${JSON.stringify(value) ?? 'missing'}. ${right}` }),
  );
  return reaches;
}
