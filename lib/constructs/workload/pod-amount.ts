import type { Construct } from 'constructs';
import { refuse } from '../refuse.ts';

/** A number of Pods, or per cent of them: `2`, `'10%'`. */
export type PodAmount = number | `${number}%`;

/** The amount for a field; refuses what is neither a whole number nor a share from 0% to 100%. */
export function podAmount(construct: Construct, amount: PodAmount | undefined, where: string): PodAmount | undefined {
  if (amount === undefined) return undefined;
  const fits =
    typeof amount === 'number' ? Number.isInteger(amount) && amount >= 0 : /^(100|[1-9]?[0-9])%$/.test(String(amount));
  if (!fits) {
    const shown = typeof amount === 'string' ? `'${amount}'` : String(amount);
    refuse(construct, `${where} is ${shown}. Use a whole number, 0 or more, or per cent: '10%'.`);
  }
  return amount;
}

export function isNoPod(amount: PodAmount): boolean {
  return amount === 0 || amount === '0%';
}
