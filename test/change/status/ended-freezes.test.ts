import { expect, test } from 'vitest';
import { policyOf } from '../../../lib/change/policy.ts';
import { endedFreezes } from '../../../lib/change/status/ended-freezes.ts';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';

const freezes = [{ from: '2026-12-20T00:00', until: '2027-01-02T00:00', reason: 'Christmas' }];
const repository = 'https://git.example.com/acme/manifests.git';

test('a freeze that is over is told where Argo CD would bring it back', () => {
  const withArgoCd = policyOf({ name: 'eu', freezes, delivery: argocd({ repository }) });
  const withFlux = policyOf({ name: 'eu', freezes, delivery: flux({ repository }) });

  expect(endedFreezes(withArgoCd, new Date('2027-01-02T00:00Z'))).toEqual([
    "eu: the freeze from 2026-12-20T00:00 to 2027-01-02T00:00 (Christmas) is over, and Argo CD's window of it comes back every year. Take it out of freezes, and run synth.",
  ]);
  expect(endedFreezes(withArgoCd, new Date('2027-01-01T23:59Z'))).toEqual([]);
  expect(endedFreezes(withFlux, new Date('2028-01-01T00:00Z'))).toEqual([]);
});
