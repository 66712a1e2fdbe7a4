import { periodOf } from '../freezes/active-freeze.ts';
import type { EnvironmentPolicy } from '../policy.ts';

/** What is to be said of freezes that are over: Argo CD's windows know no year, so that one that stays in the file stops everything again. */
export function endedFreezes({ name, freezes, delivery }: EnvironmentPolicy, now: Date): readonly string[] {
  if (delivery?.tool !== 'argocd') return [];
  return freezes
    .filter((freeze) => periodOf(freeze).until <= now)
    .map(
      ({ from, until, reason }) =>
        `${name}: the freeze from ${from} to ${until} (${reason}) is over, and Argo CD's window of it comes back every year. Take it out of freezes, and run synth.`,
    );
}
