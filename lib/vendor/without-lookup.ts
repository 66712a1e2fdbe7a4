import { isTemplate } from './chart-templates.ts';
import type { ChartFiles } from './read-archive.ts';
import { replaceCalls, templateCalls } from './template-calls.ts';

const LOOKUP: ReadonlySet<string> = new Set(['lookup']);
const MARK = 'kumiki-lookup';

/**
 * The chart with every `lookup` made to fail, which it does with any arguments: whether a chart asks the cluster depends on its values, so
 * that only rendering it tells.
 *
 * @returns undefined where no template calls `lookup`
 */
export function withoutLookup(files: ChartFiles): ChartFiles | undefined {
  const changed = new Map<string, Uint8Array>();
  for (const [path, content] of files) {
    const text = isTemplate(path) ? Buffer.from(content).toString('utf8') : '';
    const instrumented = failingLookups(text, path);
    if (instrumented !== undefined) changed.set(path, Buffer.from(instrumented));
  }
  return changed.size === 0 ? undefined : new Map([...files, ...changed]);
}

/** A text with its lookups made to fail; undefined where it has none. */
export function failingLookups(text: string, path: string): string | undefined {
  const calls = text.includes('lookup') ? templateCalls(text, LOOKUP) : [];
  if (calls.length === 0) return undefined;
  // A text has no item of that name, and the message of a failing template quotes the call.
  return replaceCalls(text, calls, ({ line }) => `index "${MARK} ${path}:${line}"`);
}

/** Where the lookup stands that made helm fail; undefined where it failed for another reason. */
export function failedLookup(message: string): string | undefined {
  return new RegExp(`${MARK} ([^"]+:\\d+)`).exec(message)?.[1];
}
