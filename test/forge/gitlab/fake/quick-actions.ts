import type { FakeContext } from './context.ts';

const COMMAND = /^\/(?:approve|close|label|merge|reopen|shrug|title)(?: [^\n]*)?$/gim;

/** What GitLab keeps of a text: commands in it run and are taken out, as are carriage returns, and white space at its end. */
export function runQuickActions({ violate }: FakeContext, text: string): string {
  const plain = text.replaceAll('\r', '');
  for (const [command] of plain.matchAll(COMMAND)) violate(`the text runs the quick action '${command}'`);
  return plain.replaceAll(COMMAND, '').trimEnd();
}
