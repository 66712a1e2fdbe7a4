import { expect, test } from 'vitest';
import type { Deployment, Kinds, Patch, Service } from '../../lib/kubernetes.ts';
import { openSchema } from '../../lib/schema/open-schema.ts';

// The compiler is the test: `tsc` checks each literal and each expected error.

const DEPLOYMENT: Deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: undefined },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'nginx:1.27',
            ports: [{ containerPort: 80, protocol: 'TCP' }],
            resources: { requests: { cpu: '100m', memory: 134_217_728 } },
            livenessProbe: { httpGet: { path: '/', port: 'http' } },
          },
        ],
      },
    },
  },
};

test('plain data of the newest version has types, and the schema agrees with them', () => {
  const kinds: readonly Kinds[keyof Kinds][] = [
    DEPLOYMENT,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { ports: [{ port: 80, targetPort: 'http' }] },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'web' },
      spec: { rules: [{ matches: [{ method: 'GET' }], backendRefs: [{ name: 'web', port: 80 }] }] },
    },
  ];

  expect(kinds.flatMap((object) => openSchema('1.37').check(object))).toEqual([]);
});

test('a patch is any part, with null for what goes', () => {
  const patch: Patch<Deployment> = {
    spec: {
      replicas: null,
      template: {
        spec: {
          nodeSelector: { disk: null },
          containers: [
            { name: 'old', $patch: 'delete' },
            { name: 'web', args: ['-v'], livenessProbe: null },
          ],
        },
      },
    },
  };

  expect(Object.keys(patch)).toEqual(['spec']);
});

test('the compiler refuses what the schema refuses', () => {
  const wrong: readonly object[] = [
    // @ts-expect-error a word that is none of the type's
    { ...SERVICE, spec: { type: 'Balancer' } } satisfies Service,
    // @ts-expect-error a field that does not exist
    { ...SERVICE, spec: { prots: [] } } satisfies Service,
    // @ts-expect-error a required field is missing
    { ...SERVICE, spec: { ports: [{ name: 'http' }] } } satisfies Service,
  ];

  expect(wrong.map((object) => openSchema('1.37').check(object)[0]?.rule)).toEqual([
    'enum',
    'unknown-field',
    'required',
  ]);
});

const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } } as const;
