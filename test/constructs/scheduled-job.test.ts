import { expect, test } from 'vitest';
import { ScheduledJob, type ScheduledJobProps } from '../../lib/constructs/scheduled-job.ts';
import { renderConstruct, type Rendered } from '../../lib/testing/index.ts';

const image = 'registry.example/report:1.2.3';

function report(props: Partial<ScheduledJobProps> = {}): Rendered {
  return renderConstruct((app) => new ScheduledJob(app, 'report', { image, schedule: '30 2 * * *', ...props }));
}

test('is a ServiceAccount and a CronJob, which says nothing that Kubernetes would say itself', () => {
  const { objects, find } = report({ concurrency: 'Allow', history: { succeeded: 3, failed: 1 }, suspend: false });

  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'CronJob test-report',
    'ServiceAccount test-report',
  ]);
  expect(find('CronJob').spec).toEqual({
    jobTemplate: { metadata: { labels: find('CronJob').metadata.labels }, spec: { template: expect.anything() } },
    schedule: '30 2 * * *',
  });
  expect(find('CronJob')).toHaveFields({
    spec: { jobTemplate: { spec: { template: { spec: { restartPolicy: 'OnFailure' } } } } },
  });
});

test('its Jobs have the labels of the workload', () => {
  const { find } = report();

  expect(find('CronJob').spec?.jobTemplate.metadata?.labels).toEqual({
    'app.kubernetes.io/instance': 'test-report',
    'app.kubernetes.io/managed-by': 'kumiki',
    'app.kubernetes.io/name': 'report',
    'app.kubernetes.io/part-of': 'test',
    'app.kubernetes.io/version': '1.2.3',
  });
});

test('says when it runs, and what one run may take', () => {
  const { find } = report({
    timeZone: 'Europe/Berlin',
    startingDeadline: 120,
    concurrency: 'Forbid',
    history: { succeeded: 0, failed: 5 },
    suspend: true,
    retries: 2,
    deadline: 3600,
    ttl: 86_400,
    parallelism: 2,
    completions: 4,
    indexed: true,
    restartPolicy: 'Never',
  });

  expect(find('CronJob')).toHaveFields({
    spec: {
      concurrencyPolicy: 'Forbid',
      failedJobsHistoryLimit: 5,
      jobTemplate: {
        spec: {
          activeDeadlineSeconds: 3600,
          backoffLimit: 2,
          completionMode: 'Indexed',
          completions: 4,
          parallelism: 2,
          template: { spec: { restartPolicy: 'Never' } },
          ttlSecondsAfterFinished: 86_400,
        },
      },
      startingDeadlineSeconds: 120,
      successfulJobsHistoryLimit: 0,
      suspend: true,
      timeZone: 'Europe/Berlin',
    },
  });
});

test.each(['0 3 * * MON-FRI', '*/5  0-6\t1,15 * ?', '@daily', '@every 1h30m'])('takes the schedule %s', (schedule) => {
  expect(report({ schedule }).find('CronJob').spec?.schedule).toBe(schedule);
});

test.each(['UTC', 'Etc/GMT+5', 'America/Argentina/Buenos_Aires', 'EST5EDT'])('takes the time zone %s', (timeZone) => {
  expect(report({ timeZone }).find('CronJob').spec?.timeZone).toBe(timeZone);
});

test('patches change what it emits', () => {
  const { find } = report({
    patch: { CronJob: { spec: { jobTemplate: { spec: { podReplacementPolicy: 'Failed' } } } } },
  });

  expect(find('CronJob')).toHaveFields({ spec: { jobTemplate: { spec: { podReplacementPolicy: 'Failed' } } } });
});

test.each<[string, Partial<ScheduledJobProps>, string]>([
  [
    'a time zone inside the schedule',
    { schedule: 'TZ=Europe/Berlin 0 3 * * *' },
    "Kubernetes takes no time zone there: say timeZone: 'Europe/Berlin'.",
  ],
  [
    'its other spelling',
    { schedule: 'CRON_TZ=UTC @daily', timeZone: 'UTC' },
    "Kubernetes takes no time zone there: say timeZone: 'UTC'.",
  ],
  ['a sixth field', { schedule: '0 30 2 * * *' }, "schedule is '0 30 2 * * *'. Use five fields"],
  ['no field', { schedule: '' }, "schedule is ''. Use five fields"],
  ['no schedule', { schedule: undefined as unknown as string }, "schedule is 'undefined'. Use five fields"],
  ["the machine's time zone", { timeZone: 'Local' }, "timeZone is 'Local'. Use a name of the time zone database"],
  ['a path as time zone', { timeZone: '/etc/localtime' }, "timeZone is '/etc/localtime'."],
  ['an empty time zone', { timeZone: '' }, "timeZone is ''."],
  [
    'a misspelt history',
    { history: { suceeded: 3 } as object },
    'history.suceeded is not a prop of ScheduledJob. Did you mean succeeded?',
  ],
  ['half a Job', { history: { failed: 0.5 } }, 'history.failed is 0.5. Use a whole number, 0 or more.'],
  ['no time to start', { startingDeadline: 0 }, 'startingDeadline is 0. Use a whole number, 1 or more.'],
  ['probes', { probes: {} } as object, 'probes is not a prop of ScheduledJob.'],
  [
    'a patch for its Jobs by their kind',
    { patch: { Job: {} } as object },
    'patch names Job, which it does not make here.',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => report(props)).toThrow(message);
});
