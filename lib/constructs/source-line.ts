import type { IConstruct } from 'constructs';

const holders = new WeakMap<IConstruct, { readonly stack?: string }>();

/**
 * Remembers where a construct was made: the frame above its outermost constructor. One frame, and its text is made only when
 * somebody reads it, so that 12,000 constructs cost next to nothing.
 *
 * @param made the constructor's `new.target`
 */
export function rememberSourceLine(construct: IConstruct, made: new (...args: never[]) => IConstruct): void {
  const holder = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(holder, made);
  Error.stackTraceLimit = limit;
  holders.set(construct, holder);
}

/** The remembered frame of a construct, or of the nearest construct above it that has one (a foreign one has none). */
export function sourceFrameOf(construct: IConstruct): string | undefined {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const stack = holders.get(at)?.stack;
    if (stack !== undefined) return stack;
  }
  return undefined;
}
