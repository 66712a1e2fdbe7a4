const NOT_A_CALLER = /\((?:node:|<anonymous>|native)|^\s+at (?:async )?(?:node:|<anonymous>|native)/;

/** The frames above a function, without its own. */
export function framesAbove(called: (...args: never[]) => unknown, limit = Number.POSITIVE_INFINITY): string {
  const holder: { stack?: string } = {};
  const { stackTraceLimit, prepareStackTrace } = Error;
  // Packages put a format of their own in place, which need not even be text.
  Object.assign(Error, { stackTraceLimit: limit, prepareStackTrace: undefined });
  Error.captureStackTrace(holder, called);
  const stack = holder.stack ?? '';
  Object.assign(Error, { stackTraceLimit, prepareStackTrace });
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
