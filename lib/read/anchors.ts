import { brokenYaml, quote, type Problem } from './problem.ts';
import { type Fields, setField } from './set-field.ts';

/** The anchors of one document, and how much their aliases may expand to. */
export interface Anchors {
  /** Counts a node that was read. */
  count(): void;
  /** The anchor's node begins: until it is closed an alias of it would contain itself. */
  open(name: string): void;
  close(name: string, value: unknown): void;
  /** A copy of what an alias stands for; undefined and a problem where it stands for nothing, for itself, or for too much. */
  expand(name: string, offset: number): unknown;
}

const UNFINISHED = Symbol('unfinished');

export function openAnchors(problems: Problem[]): Anchors {
  const values = new Map<string, unknown>();
  let read = 0;
  let copied = 0;
  let exhausted = false;
  return {
    count() {
      read++;
    },
    open(name) {
      values.set(name, UNFINISHED);
    },
    close(name, value) {
      values.set(name, value);
    },
    expand(name, offset) {
      if (exhausted) return undefined;
      if (!values.has(name))
        return refuse(offset, `there is no anchor \`&${quote(name)}\` above. Define it before its use.`);
      const value = values.get(name);
      if (value === UNFINISHED)
        return refuse(offset, `the anchor \`&${quote(name)}\` contains itself. Remove the alias.`);
      const copy = copyValue(value);
      return exhausted ? refuse(offset, 'the aliases expand to too much. Write out what they stand for.') : copy;
    },
  };

  function refuse(offset: number, message: string): undefined {
    problems.push(brokenYaml(offset, message));
    return undefined;
  }

  function copyValue(value: unknown): unknown {
    read++;
    copied++;
    if (isExcessive(read, copied)) exhausted = true;
    if (exhausted || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(copyValue);
    const copy: Fields = {};
    for (const [key, content] of Object.entries(value)) {
      read++;
      copied++;
      setField(copy, key, copyValue(content));
    }
    return copy;
  }
}

/** Go's bound: of a small document 99 % may come from aliases, of one with 4,000,000 nodes 10 % (`allowedAliasRatio` of yaml/v2). */
function isExcessive(read: number, copied: number): boolean {
  if (copied <= 100 || read <= 1000) return false;
  const range = Math.min(Math.max((read - 400_000) / 3_600_000, 0), 1);
  return copied / read > 0.99 - 0.89 * range;
}
