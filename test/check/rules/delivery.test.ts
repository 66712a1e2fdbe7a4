import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { Config } from '../../../lib/constructs/config.ts';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import type { Delivery } from '../../../lib/delivery/delivery.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';
import { folder } from '../../../lib/delivery/folder.ts';
import type { EnvironmentProps } from '../../../lib/environment/environment-props.ts';
import type { Environment } from '../../../lib/environment/environment.ts';
import { messagesOf, renderFindings } from '../../render-findings.ts';

const repository = 'https://git.example.com/acme/manifests.git';
const TOOLS: readonly [string, Delivery | undefined][] = [
  ['argocd', argocd({ repository })],
  ['flux', flux({ repository })],
  ['folder', folder()],
  ['none', undefined],
];

/** Applications by what they require; later ones may be named. */
function build(requires: Readonly<Record<string, readonly string[]>>) {
  return (environment: Environment): void => {
    const made = new Map<string, Application>();
    const pending = new Map<string, Application[]>();
    for (const [id, required] of Object.entries(requires)) {
      const list: Application[] = [];
      pending.set(id, list);
      made.set(id, new Application(environment, id, { requires: list }));
      new Config(made.get(id) as Application, 'settings', { A: required.join(',') });
    }
    for (const [id, required] of Object.entries(requires))
      for (const one of required) pending.get(id)?.push(made.get(one) as Application);
  };
}

const ONE = build({ users: [] });

function messages(props: Partial<EnvironmentProps>, make: (environment: Environment) => unknown = ONE) {
  return messagesOf(renderFindings(make, { name: 'eu', ...props }));
}

test.each(TOOLS)('with %s applications that require each other are refused, with the whole circle', (_, delivery) => {
  const circle = build({ users: ['comments'], comments: ['billing'], billing: ['users'] });

  expect(messages({ delivery }, circle)).toEqual([
    'eu: users → comments → billing → users require each other. Remove one of the requires: none of them could be the first.',
  ]);
});

test.each(TOOLS)('with %s an application of another environment cannot be required', (_, delivery) => {
  let other: Application | undefined;
  renderFindings((environment) => (other = new Application(environment, 'database')), { name: 'us' });

  const found = messages({ delivery }, (environment) => {
    const users = new Application(environment, 'users', { requires: [other as Application] });
    new Config(users, 'settings', { A: 'a' });
  });

  expect(found).toEqual(['users: requires database of us. Require applications of its own environment.']);
});

test.each(TOOLS.slice(0, 3))('with %s what is protected is not removed in one step', (_, delivery) => {
  expect(messages({ delivery, protected: true, removed: true })).toEqual([
    'eu: it is protected, and removed. Set protected: false first, in a change of its own.',
  ]);
  expect(messages({ delivery, protected: true })).toEqual([]);
  expect(messages({ delivery, removed: true })).toEqual([]);
});

test.each<[string, Delivery, number]>([
  ['argocd over http', argocd({ repository: 'http://git.internal/x.git' }), 1],
  ['flux over http', flux({ repository: 'http://git.internal/x.git' }), 1],
  ['flux over ssh', flux({ repository: 'ssh://git@git.internal/x.git' }), 0],
  ['flux over https', flux({ repository }), 0],
])('a repository that anybody on the way could change is a warning: %s', (_, delivery, count) => {
  const { findings } = renderFindings(ONE, { name: 'eu', delivery });

  expect(findings).toHaveLength(count);
  for (const finding of findings)
    expect(finding).toMatchObject({
      rule: 'delivery/insecure-repository',
      severity: 'warning',
      message:
        'eu: http://git.internal/x.git is fetched without encryption: who is on the way decides what runs. Use https or ssh.',
    });
});

test.each<[string, Delivery, number, readonly string[]]>([
  ['flux at its limit', flux({ repository }), 60, []],
  [
    'flux above it',
    flux({ repository }),
    61,
    [
      `eu: its Kustomization is named eu-${'a'.repeat(61)}, 64 characters long. Flux's limit is 63: use a shorter id for the application or the environment.`,
    ],
  ],
  ['Argo CD, which has no such limit', argocd({ repository }), 61, []],
])('a name of a Kustomization has at most 63 characters: %s', (_, delivery, length, expected) => {
  const long = (environment: Environment): void => {
    const metadata = { namespace: 'users' };
    const application = new Application(environment, 'a'.repeat(length), metadata);
    new Config(application, 'x', { A: 'a' });
  };

  expect(messages({ delivery }, long)).toEqual(expected);
});

test.each(['*', '*.example.com', 'Widget.*', 'apps/v1', 'Deployment.apps/v1', '', 'Widget.', '.example.com', 'a b'])(
  'a ceiling names kinds, and no patterns: %j',
  (kind) => {
    expect(messages({ delivery: folder(), kinds: [kind] })).toEqual([
      `eu: kinds has '${kind}', which names no kind. Write it as in 'Certificate.cert-manager.io', without patterns and versions.`,
    ]);
  },
);

test.each(['Secret', 'Widget.example.com', 'IPAddressPool.metallb.io', 'widget.example.com'])(
  'a ceiling may name %s',
  (kind) => {
    expect(messages({ delivery: folder(), kinds: [kind] })).toEqual([]);
  },
);

const RESERVED = /^eu: the deployer of a namespace 'delivery' would be the environment's root, eu-delivery/;

test.each(TOOLS.slice(0, 2))("with %s no deployer has the account of the environment's root", (_, delivery) => {
  const inDelivery = (environment: Environment): unknown =>
    new Config(new Application(environment, 'users', { namespace: 'delivery' }), 'x', { A: 'a' });

  expect(messages({ delivery }, inDelivery)).toEqual([expect.stringMatching(RESERVED)]);
  expect(messages({ delivery, namespaces: ['delivery'] })).toEqual([expect.stringMatching(RESERVED)]);
});

test.each([
  ['eu-shop', true],
  ['eu-applications', true],
  ['eu-delivery', false],
  ['default', false],
  ['us-applications', false],
  ['eu', false],
])("the AppProject may be named %s: %s, as others share Argo CD, and the root's is another", (project, isFine) => {
  const found = messages({ delivery: argocd({ repository, project }) });

  expect(found.filter((message) => message.includes('its AppProject is named'))).toHaveLength(isFine ? 0 : 1);
});
