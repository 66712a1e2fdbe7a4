import { hash } from 'node:crypto';

/** 16 hexadecimal digits that another text would not have: for annotations by which Pods restart. */
export function checksumOf(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 16);
}
