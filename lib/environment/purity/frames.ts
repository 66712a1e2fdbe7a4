const NOT_A_CALLER = /\((?:node:|<anonymous>|native)|^\s+at (?:async )?(?:node:|<anonymous>|native)/;

/** The frames above a function, without its own. */
export function framesAbove(called: (...args: never[]) => unknown, limit = Number.POSITIVE_INFINITY): string {
  const holder: { stack?: string } = {};
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = limit;
  Error.captureStackTrace(holder, called);
  Error.stackTraceLimit = before;
  const stack = holder.stack ?? '';
  return stack.slice(stack.indexOf('\n') + 1);
}

/** The first frame that is neither Node's nor the engine's: who asked. */
export function callerOf(frames: string): string {
  return frames.split('\n').find((frame) => !NOT_A_CALLER.test(frame)) ?? '';
}

/** Whether Node itself asks, on its own account: `console.log` looks for FORCE_COLOR. */
export function isAskedByNode(frames: string): boolean {
  return /^\s+at (?:async )?(?:[^(\n]*\()?node:/.test(frames);
}
