import type { HostRules } from './codeowners-hosts.ts';
import type { OwnerRule, OwnerRules } from './list-rules.ts';

export const CODEOWNERS_HEADER =
  '# Written by kumiki codeowners. Do not edit: change owners in environments/ and apps/.';

/** The text of a host's file. */
export function renderCodeowners({ rules, also }: OwnerRules, host: HostRules): string {
  const line = ({ path, owners }: OwnerRule): string => `${host.pattern(path)} ${owners.join(' ')}\n`;
  const second = host.hasSections && also.length > 0 ? `\n[Applications]\n${also.map(line).join('')}` : '';
  return `${CODEOWNERS_HEADER}\n${rules.map(line).join('')}${second}`;
}

/** Whether a file is of ours, whatever version wrote it. */
export function isOwnCodeowners(text: string): boolean {
  return text.startsWith('# Written by kumiki codeowners.');
}
