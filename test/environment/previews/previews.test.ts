import { expect, test } from 'vitest';
import { propsOf } from '../../../lib/environment/define-environment.ts';
import {
  Application,
  argocd,
  Config,
  defineEnvironment,
  previews,
  type EnvironmentDefinition,
  type EnvironmentProps,
} from '../../../lib/index.ts';
import { previewOf } from '../../../lib/environment/previews/preview.ts';
import { readPreview } from '../../../lib/environment/previews/preview-file.ts';
import { previewsAmong } from '../../../lib/environment/previews/previews.ts';
import { render } from '../../../lib/testing/index.ts';
import { previewText } from './preview-source.ts';

const build = (): undefined => undefined;

function define(props: Partial<EnvironmentProps> = {}): EnvironmentDefinition {
  return defineEnvironment({ name: 'staging', edition: 1, kubernetes: '1.34', build, ...props });
}

const files = [
  readPreview(previewText(), 'environments/previews/pr-1.json'),
  readPreview(previewText('testing'), 'environments/previews/pr-2.json'),
];

test('a preview is as its base is, but for what promotions and people decide there', () => {
  const base = define({
    cluster: 'shared',
    network: 'isolated',
    kinds: ['Widget.example.com'],
    owners: ['@acme/shop'],
    merge: 'review',
    namespaces: ['left'],
    upstream: 'testing',
    minSoak: '24h',
    gates: { deployed: true },
    freezes: [{ from: '2026-12-20T00:00', until: '2027-01-02T00:00', reason: 'holidays' }],
    delivery: argocd({ repository: 'https://git.example.com/m.git', project: 'staging-own' }),
  });

  const [preview, ...others] = previewsAmong(files)(base);

  expect(others).toEqual([]);
  expect(preview).toMatchObject({
    name: 'staging-pr-1',
    cluster: 'shared',
    network: 'isolated',
    kinds: ['Widget.example.com'],
    owners: ['@acme/shop'],
    merge: 'review',
    namespaces: undefined,
    upstream: undefined,
    minSoak: undefined,
    gates: undefined,
    freezes: undefined,
    delivery: { tool: 'argocd', project: undefined },
  });
  expect(preview && propsOf(preview).build).toBe(build);
});

test('its cluster is the base’s, also where that is named after the base', () => {
  expect(previewsAmong(files)(define())[0]?.cluster).toBe('staging');
});

test('an application has a namespace of its own, whoever named the one in the base; a team may name it otherwise', () => {
  const namespaceOf = (options: Parameters<typeof previews>[1]): string | undefined => {
    const [preview] = previewsAmong(files)(define(), options);
    return preview && previewOf(propsOf(preview))?.namespaceOf('shop', 'acme-shop');
  };

  expect(namespaceOf({})).toBe('acme-shop-pr-1');
  expect(namespaceOf({ namespace: (application, preview) => `${preview}--${application}` })).toBe('pr-1--shop');
});

test('who merges may be said for previews alone', () => {
  expect(previewsAmong(files)(define({ merge: 'review' }), { merge: 'auto' })[0]?.merge).toBe('auto');
});

test.each<[string, unknown, unknown, string]>([
  [
    'no environment',
    { name: 'staging' },
    {},
    'previews(): its first argument is an object, which is no environment. Pass what defineEnvironment returned.',
  ],
  [
    'a protected environment',
    define({ protected: true }),
    {},
    "previews(): 'staging' is protected, and nothing that was not reviewed for it may run beside it. Use another environment.",
  ],
  [
    'an environment of the platform',
    define({ platform: true }),
    {},
    "previews(): 'staging' is of the platform, and what reaches all of a cluster is there once. Use another environment.",
  ],
  [
    'a preview',
    previewsAmong(files)(define())[0],
    {},
    "previews(): 'staging-pr-1' is a preview itself. Use another environment.",
  ],
  [
    'another option',
    define(),
    { namespaces: 1 },
    'previews(): namespaces is not an option of it. Did you mean namespace?',
  ],
  [
    'a namespace that is no function',
    define(),
    { namespace: 'x' },
    'previews(): namespace is "x". Use a function: (application, preview) => `${application}-${preview}`.',
  ],
  ['another merge', define(), { merge: 'never' }, "previews(): merge is \"never\". Use 'auto' or 'review'."],
])('%s is refused', (_, base, options, message) => {
  expect(() => previews(base as EnvironmentDefinition, options as object)).toThrow(message);
});

test('whoever imports environments without kumiki, such as a test, gets none', () => {
  const base = define({
    build(environment) {
      new Config(new Application(environment, 'shop'), 'settings', { A: 'a' });
    },
  });

  expect(previews(base)).toEqual([]);
  expect(render([base, ...previews(base)]).find('ConfigMap').metadata.namespace).toBe('shop');
});
