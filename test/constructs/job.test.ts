import { expect, test } from 'vitest';
import { Job, type JobProps } from '../../lib/constructs/job.ts';
import { renderConstruct, type Rendered } from '../../lib/testing/index.ts';
import { findingsAt } from './findings-at.ts';

const image = 'registry.example/api:1.2.3';

function job(props: Partial<JobProps> = {}): Rendered {
  return renderConstruct((app) => new Job(app, 'migrate-1', { image, ...props }));
}

test('is a ServiceAccount and a Job, which says nothing that Kubernetes would say itself', () => {
  const { objects, find } = job({ retries: 6, parallelism: 1, completions: 1, indexed: false, suspend: false });

  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Job test-migrate-1',
    'ServiceAccount test-migrate-1',
  ]);
  expect(find('Job')).toEqualManifest(`
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: test-migrate-1
      namespace: test
      labels: &labels
        app.kubernetes.io/instance: test-migrate-1
        app.kubernetes.io/managed-by: kumiki
        app.kubernetes.io/name: migrate-1
        app.kubernetes.io/part-of: test
        app.kubernetes.io/version: 1.2.3
    spec:
      template:
        metadata:
          labels: *labels
        spec:
          automountServiceAccountToken: false
          containers:
            - name: migrate-1
              image: registry.example/api:1.2.3
              securityContext:
                allowPrivilegeEscalation: false
                capabilities: { drop: [ALL] }
          restartPolicy: OnFailure
          securityContext:
            runAsNonRoot: true
            seccompProfile: { type: RuntimeDefault }
          serviceAccountName: test-migrate-1
  `);
});

test('limits its run and numbers its Pods', () => {
  const { find } = job({
    retries: 0,
    deadline: 600,
    parallelism: 2,
    completions: 8,
    indexed: true,
    ttl: 0,
    suspend: true,
    restartPolicy: 'Never',
  });

  expect(find('Job')).toHaveFields({
    spec: {
      activeDeadlineSeconds: 600,
      backoffLimit: 0,
      completionMode: 'Indexed',
      completions: 8,
      parallelism: 2,
      suspend: true,
      template: { spec: { restartPolicy: 'Never' } },
      ttlSecondsAfterFinished: 0,
    },
  });
});

test.each<[Partial<JobProps>, unknown]>([
  [{ completions: 1 }, {}],
  [{ parallelism: 3 }, { parallelism: 3 }],
  [
    { parallelism: 3, completions: 1 },
    { completions: 1, parallelism: 3 },
  ],
  [{ completions: 3 }, { completions: 3 }],
  [{ parallelism: 1, completions: 1, indexed: true }, { completionMode: 'Indexed' }],
])('%o is one completion only where a missing number would be', (props, fields) => {
  const { template: _, ...spec } = job(props).find('Job').spec ?? { template: {} };

  expect(spec).toEqual(fields);
});

test('a ttl lets the CD tool run it again, which is a warning', () => {
  const found: string[] = [];

  renderConstruct((app) => {
    found.push(...findingsAt(new Job(app, 'once', { image, ttl: 60 })));
    found.push(...findingsAt(new Job(app, 'kept', { image })));
  });

  expect(found).toEqual(['delivery/job-returns']);
});

test('patches change what it emits', () => {
  const { find } = job({ patch: { Job: { spec: { podReplacementPolicy: 'Failed' } } } });

  expect(find('Job')).toHaveFields({ spec: { podReplacementPolicy: 'Failed' } });
});

test.each<[string, Partial<JobProps>, string]>([
  ['a port', { port: 80 } as object, 'test/migrate-1: port is not a prop of Job.'],
  ['probes', { probes: { ready: '/' } } as object, 'test/migrate-1: probes is not a prop of Job.'],
  ['a negative number of retries', { retries: -1 }, 'retries is -1. Use a whole number, 0 or more.'],
  ['no time at all', { deadline: 0 }, 'deadline is 0. Use a whole number, 1 or more.'],
  ['a ttl that is no number', { ttl: '60' as unknown as number }, 'ttl is 60. Use a whole number, 0 or more.'],
  [
    'Pods that never end',
    { restartPolicy: 'Always' as 'Never' },
    "restartPolicy is 'Always'. A job's Pods end: use 'OnFailure' or 'Never'.",
  ],
  ['numbers without an end', { indexed: true }, 'is indexed and has no completions.'],
  [
    'an image without a tag',
    { image: 'registry.example/api' },
    "test/migrate-1: image is 'registry.example/api', without tag",
  ],
  ['a patch for a CronJob', { patch: { CronJob: {} } as object }, 'patch names CronJob, which it does not make here.'],
])('refuses %s', (_, props, message) => {
  expect(() => job(props)).toThrow(message);
});
