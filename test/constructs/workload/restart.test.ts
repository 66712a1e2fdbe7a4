import type { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { Config } from '../../../lib/constructs/config.ts';
import { Job } from '../../../lib/constructs/job.ts';
import { NodeAgent } from '../../../lib/constructs/node-agent.ts';
import { ScheduledJob } from '../../../lib/constructs/scheduled-job.ts';
import { existingSecret, type Secret } from '../../../lib/constructs/secret.ts';
import { externalSecret } from '../../../lib/constructs/secret/external-secret.ts';
import { StatefulService } from '../../../lib/constructs/stateful-service.ts';
import { WebService } from '../../../lib/constructs/web-service.ts';
import { Worker } from '../../../lib/constructs/worker.ts';
import { canary } from '../../../lib/constructs/workload/progressive/strategy.ts';
import type { Restart } from '../../../lib/constructs/workload/restart.ts';
import { projected } from '../../../lib/constructs/workload/volumes.ts';
import type { PodTemplateSpec } from '../../../lib/kubernetes.ts';
import { renderConstruct } from '../../../lib/testing/index.ts';
import { renderSealed, sealedFile, type Repository } from '../secret/render-sealed.ts';

const FORMER = {
  password: { sealed: 'AgC', certificate: '', previous: [{ until: 3, sealed: 'AgB', certificate: '' }] },
};
const SEALED = { 'users/database': sealedFile({ ...FORMER, user: 'AgU' }, { generation: 4 }) };

/** What `build` makes in an application of a repository with sealed secrets. */
function renderUsers(
  build: (app: Application, secret: Secret) => unknown,
  repository: Repository = { sealed: SEALED },
) {
  return renderSealed((environment) => {
    const app = new Application(environment, 'users');
    build(app, app.secret('database'));
  }, repository);
}

type Make = (scope: Construct, secret: Secret, restart?: Restart) => unknown;

/** Every workload that replaces its Pods. */
const WORKLOADS: readonly [string, Make][] = [
  [
    'Deployment',
    (app, secret, restart) => new WebService(app, 'api', { image: 'a:1', port: 80, restart, env: envOf(secret) }),
  ],
  ['Deployment', (app, secret, restart) => new Worker(app, 'api', { image: 'a:1', restart, env: envOf(secret) })],
  [
    'StatefulSet',
    (app, secret, restart) => new StatefulService(app, 'api', { image: 'a:1', port: 80, restart, env: envOf(secret) }),
  ],
  ['DaemonSet', (app, secret, restart) => new NodeAgent(app, 'api', { image: 'a:1', restart, env: envOf(secret) })],
  [
    'Rollout',
    (app, secret, restart) =>
      new WebService(app, 'api', {
        image: 'a:1',
        port: 80,
        restart,
        env: envOf(secret),
        strategy: canary({ steps: [{ weight: 20 }] }),
      }),
  ],
];

function envOf(secret: Secret) {
  return { PASSWORD: secret.key('password') };
}

function workload(make: Make, kind: string, restart?: Restart) {
  const { find, findings } = renderUsers((app, secret) => make(app, secret, restart), {
    sealed: SEALED,
    props: { progressive: 'argo-rollouts' },
  });
  expect(findings).toEqual([]);
  const { metadata, spec } = find(kind) as unknown as { metadata: object; spec: { template: PodTemplateSpec } };
  return {
    annotations: (metadata as { annotations?: unknown }).annotations,
    podAnnotations: spec.template.metadata?.annotations,
    key: spec.template.spec?.containers[0]?.env?.[0]?.valueFrom?.secretKeyRef?.key,
    seals: Object.keys(find('SealedSecret').spec.encryptedData),
  };
}

test.each(WORKLOADS)(
  'a %s names the generation of a sealed value, and the Secret has those of Pods before',
  (kind, make) => {
    expect(workload(make, kind)).toEqual({
      annotations: undefined,
      podAnnotations: undefined,
      key: 'password.4',
      seals: ['password', 'password.2', 'password.3', 'password.4', 'user', 'user.2', 'user.3', 'user.4'],
    });
  },
);

test.each(WORKLOADS)('a %s may leave restarts to the Reloader', (kind, make) => {
  expect(workload(make, kind, 'reloader')).toEqual({
    annotations: { 'reloader.stakater.com/auto': 'true' },
    podAnnotations: undefined,
    key: 'password',
    seals: ['password', 'user'],
  });
});

test.each(WORKLOADS)('a %s may not restart at all', (kind, make) => {
  expect(workload(make, kind, 'none')).toEqual({
    annotations: undefined,
    podAnnotations: undefined,
    key: 'password',
    seals: ['password', 'user'],
  });
});

test.each([
  ['Job', (app: Application, secret: Secret) => new Job(app, 'api', { image: 'a:1', env: envOf(secret) })],
  [
    'CronJob',
    (app: Application, secret: Secret) =>
      new ScheduledJob(app, 'api', { image: 'a:1', schedule: '@daily', env: envOf(secret) }),
  ],
] as const)('a %s is never restarted: it takes the value that is there when it starts', (kind, make) => {
  const { find, yaml } = renderUsers((app, secret) => {
    make(app, secret);
    new Config(app, 'settings', { A: 'a' });
  });

  expect(find(kind)).toBeDefined();
  expect(yaml).toContain('key: password\n');
  expect(yaml).not.toContain('checksum/');
  expect(yaml).not.toContain('password.4');
});

test('each generation has the value that the key had then', () => {
  const { find } = renderUsers((app, secret) => new Worker(app, 'api', { image: 'a:1', env: envOf(secret) }));

  expect(find('SealedSecret').spec.encryptedData).toEqual({
    password: 'AgC',
    'password.2': 'AgB',
    'password.3': 'AgB',
    'password.4': 'AgC',
    user: 'AgU',
    'user.2': 'AgU',
    'user.3': 'AgU',
    'user.4': 'AgU',
  });
});

test('a mounted secret has its keys as files, whatever they are called there', () => {
  const { find } = renderUsers((app, secret) => {
    new Worker(app, 'pinned', { image: 'a:1', files: { '/etc/db': secret } });
    new Worker(app, 'plain', { image: 'a:1', files: { '/etc/db': secret }, restart: 'none' });
    new Worker(app, 'both', { image: 'a:1', files: { '/etc/all': projected([secret, existingSecret('theirs')]) } });
  });
  const volumesOf = (name: string) => find('Deployment', name).spec?.template.spec?.volumes;

  const items = [
    { key: 'password.4', path: 'password' },
    { key: 'user.4', path: 'user' },
  ];
  const plain = ['password', 'user'].map((key) => ({ key, path: key }));
  const name = 'secret-users-database';
  expect(volumesOf('users-pinned')).toEqual([{ name, secret: { items, secretName: 'users-database' } }]);
  expect(volumesOf('users-plain')).toEqual([{ name, secret: { items: plain, secretName: 'users-database' } }]);
  expect(volumesOf('users-both')).toEqual([
    {
      name: 'etc-all',
      projected: { sources: [{ secret: { name: 'users-database', items } }, { secret: { name: 'theirs' } }] },
    },
  ]);
});

test('one that was declared with keys has these alone, also those that are declared later', () => {
  const { find } = renderSealed(
    (environment) => {
      const app = new Application(environment, 'users');
      const secret = app.secret('database', ['user']);
      new Worker(app, 'api', { image: 'a:1', files: { '/etc/db': secret }, envFrom: [secret] });
      app.secret('database', ['name']);
    },
    { sealed: { 'users/database': sealedFile({ name: 'AgA', password: 'AgB', user: 'AgC' }) } },
  );

  const pod = find('Deployment').spec?.template.spec;
  expect(pod?.volumes?.[0]?.secret?.items?.map(({ path }) => path)).toEqual(['name', 'user']);
  expect(pod?.containers[0]?.env?.map((variable) => variable.name)).toEqual(['name', 'user']);
});

test('all keys as variables become one each, below what a later source and the container itself say', () => {
  const { find } = renderSealed(
    (environment) => {
      const app = new Application(environment, 'users');
      const secret = app.secret('database');
      const late = new Config(app, 'late', { B: 'of the Config' });
      new Worker(app, 'api', {
        image: 'a:1',
        envFrom: [secret, late, existingSecret('theirs')],
        env: { C: 'own', URL: 'db://$(A)' },
      });
    },
    {
      sealed: { 'users/database': sealedFile({ C: 'Ag1', B: 'Ag2', A: 'Ag3', '1': 'Ag4' }, { generation: 7 }) },
      props: { kubernetes: '1.31' },
    },
  );

  expect(find('Deployment').spec?.template.spec?.containers[0]).toMatchObject({
    env: [
      { name: 'A', valueFrom: { secretKeyRef: { key: 'A.7', name: 'users-database' } } },
      { name: 'C', value: 'own' },
      { name: 'URL', value: 'db://$(A)' },
    ],
    envFrom: [{ configMapRef: { name: 'users-late' } }, { secretRef: { name: 'theirs' } }],
  });
});

test('a name that begins with a digit is a variable where Kubernetes takes it', () => {
  const { find } = renderUsers((app, secret) => new Worker(app, 'api', { image: 'a:1', envFrom: [secret] }), {
    sealed: { 'users/database': sealedFile({ '1': 'AgA' }) },
  });

  expect(find('Deployment').spec?.template.spec?.containers[0]?.env?.map(({ name }) => name)).toEqual(['1']);
});

test('sidecars and init containers name the generation too', () => {
  const { find } = renderUsers(
    (app, secret) =>
      new Worker(app, 'api', {
        image: 'a:1',
        init: { migrate: { image: 'b:1', env: envOf(secret) } },
        sidecars: { proxy: { image: 'c:1', envFrom: [secret] } },
      }),
  );

  const names = find('Deployment').spec?.template.spec?.initContainers?.flatMap(({ env }) =>
    env?.map(({ valueFrom }) => valueFrom?.secretKeyRef?.key),
  );
  expect(names).toEqual(['password.4', 'user.4', 'password.4']);
});

test('in tests a secret of any keys is there, in its first generation', () => {
  const { find } = renderConstruct((app) => {
    const secret = app.secret('database');
    new Worker(app, 'api', { image: 'a:1', env: envOf(secret), envFrom: [secret], files: { '/etc/db': secret } });
  });

  const pod = find('Deployment').spec?.template.spec;
  expect(find('SealedSecret').spec.encryptedData).toEqual({ password: 'stand-in', 'password.1': 'stand-in' });
  expect(pod?.containers[0]?.env?.[0]?.valueFrom?.secretKeyRef?.key).toBe('password.1');
  expect(pod?.containers[0]?.envFrom).toEqual([{ secretRef: { name: 'test-database' } }]);
  expect(pod?.volumes?.[0]?.secret).toEqual({ secretName: 'test-database' });
});

test('a secret with no room for its values twice keeps their names, and Pods restart by an annotation', () => {
  const large = sealOf(700_000);
  const { find, findings } = renderUsers(
    (app, secret) => new Worker(app, 'api', { image: 'a:1', env: envOf(secret) }),
    {
      sealed: { 'users/database': sealedFile({ password: large }, { generation: 5 }) },
    },
  );

  const template = find('Deployment').spec?.template;
  expect(template?.metadata?.annotations).toEqual({ 'checksum/secret': 'users-database=5' });
  expect(template?.spec?.containers[0]?.env?.[0]?.valueFrom?.secretKeyRef?.key).toBe('password');
  expect(find('SealedSecret').spec.encryptedData).toEqual({ password: large });
  expect(findings).toMatchObject([
    {
      rule: 'practice/large-secret',
      severity: 'info',
      message:
        'users/secret:database: is too large to hold its values twice. A Pod that starts before the controller has unsealed new values gets the former ones, and keeps them. Split the secret up, or restart its workloads after a change.',
    },
  ]);
});

/** A text as long as the seal of so many bytes. */
function sealOf(bytes: number): string {
  const seal = Buffer.alloc(2 + 256 + bytes + 16);
  seal.writeUInt16BE(256);
  return seal.toString('base64');
}

test('a key that is called like a generation of another is refused where Pods restart', () => {
  const keys = { 'users/database': sealedFile({ password: 'AgA', 'password.12': 'AgB', 'v.1': 'AgC' }) };
  const findingsOf = (restart: Restart): readonly string[] =>
    renderUsers((app, secret) => new Worker(app, 'api', { image: 'a:1', restart, env: envOf(secret) }), {
      sealed: keys,
    }).findings.map(({ message }) => message);

  expect(findingsOf('none')).toEqual([]);
  expect(findingsOf('checksum')).toEqual([
    "users/secret:database: has the keys 'password' and 'password.12', and the values of 'password' by generation have such names. Call 'password.12' otherwise, or use restart: 'reloader' where it is used.",
  ]);
});

test('what others make has its own names, and a version that is pinned in the store is on the Pods', () => {
  const templateOf = (version: string, restart?: Restart) =>
    renderConstruct((app) => {
      const provider = externalSecret({ store: 'vault', data: { password: { remoteKey: 'db', version } } });
      const env = {
        A: app.secret('database', ['password'], { provider }).key('password'),
        B: existingSecret('x').key('b'),
      };
      new Worker(app, 'api', { image: 'a:1', env, restart });
    }).find('Deployment').spec?.template;

  const [one, other, none] = [templateOf('1'), templateOf('2'), templateOf('1', 'none')];
  expect(one?.metadata?.annotations).toEqual({
    'checksum/secret': expect.stringMatching(/^test-database=[0-9a-f]{16}$/) as string,
  });
  expect(one?.metadata?.annotations).not.toEqual(other?.metadata?.annotations);
  expect(none?.metadata?.annotations).toBeUndefined();
  expect(one?.spec?.containers[0]?.env?.map(({ valueFrom }) => valueFrom?.secretKeyRef?.key)).toEqual([
    'password',
    'b',
  ]);
});

test('refuses another restart, and any on what ends by itself', () => {
  const make = (restart: unknown) =>
    renderConstruct((app) => new Worker(app, 'a', { image: 'a:1', restart: restart as Restart }));

  expect(() => make('always')).toThrow(`test/a: restart is "always". Use 'checksum', 'reloader' or 'none'.`);
  const props = { image: 'a:1', restart: 'none' };
  expect(() => renderConstruct((app) => new Job(app, 'a', props))).toThrow('restart is not a prop of Job.');
});
