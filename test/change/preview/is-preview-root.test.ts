import { expect, test } from 'vitest';
import { guardDeletions } from '../../../lib/change/guard/guard-deletions.ts';
import { isPreviewRoot } from '../../../lib/change/preview/is-preview-root.ts';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';
import { previewedEnvironments } from '../../delivery/previews/previewed-environments.ts';

const repository = 'https://git.example.com/acme/manifests.git';

test.each([
  ['Argo CD', argocd({ repository })],
  ['Flux', flux({ repository })],
])('closing a preview is no deletion to guard against: %s', (_, delivery) => {
  const { base, baseAlone } = previewedEnvironments({ delivery });
  const placed = ({ objects }: typeof base) => objects.map(({ object, application }) => ({ object, application }));
  const roots = placed(base).filter(({ object }) => isPreviewRoot(object, 'eu'));
  const guard = (environment: string) =>
    guardDeletions({
      environment,
      isProtected: false,
      deletions: [],
      before: placed(base),
      after: placed(baseAlone),
    }).map(({ rule }) => rule);

  expect(placed(base).length - placed(baseAlone).length).toBe(roots.length);
  expect(guard('eu')).toEqual([]);
  expect(guard('us')).toContain('change/delivery-path');
});
