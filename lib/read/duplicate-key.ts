import { quote, type Problem } from './problem.ts';

export function duplicateKey(key: string, offset: number): Problem {
  return {
    rule: 'server/duplicate-key',
    severity: 'error',
    offset,
    message: `the key "${quote(key)}" is in this map twice. Keep one of them.`,
  };
}
