import { composeYaml } from './compose-yaml.ts';
import { nodeToValue } from './node-to-value.ts';
import type { Problem } from './problem.ts';

/** What one document says. `value` is undefined where it could not be read, null where the document is empty. */
export interface ReadDocument {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** @param text ends in a line feed */
export function readYaml(text: string): ReadDocument {
  const { root, problems } = composeYaml(text);
  if (problems.some(isFatal)) return { value: undefined, problems };
  const read = nodeToValue(root, text);
  return {
    value: read.problems.some(isFatal) ? undefined : read.value,
    problems: [...problems, ...read.problems],
  };
}

function isFatal({ rule }: Problem): boolean {
  return rule === 'server/broken-yaml';
}
