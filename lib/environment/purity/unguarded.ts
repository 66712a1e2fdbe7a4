let depth = 0;

/** Runs code of this library that reads, on behalf of user code, what belongs to the repository: the guard does not look at each call, which costs a stack. */
export function unguarded<T>(run: () => T): T {
  depth++;
  try {
    return run();
  } finally {
    depth--;
  }
}

export function isUnguarded(): boolean {
  return depth > 0;
}
