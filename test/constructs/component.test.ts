import { Construct } from 'constructs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { Worker } from '../../lib/constructs/worker.ts';
import { emptyDir } from '../../lib/constructs/workload/volumes.ts';
import { render, renderConstruct } from '../../lib/testing/index.ts';
import { messagesOf, renderFindings } from '../render-findings.ts';

test.each([
  ['api', 'users-api'],
  ['users', 'users'],
])('the component %s of users is called %s', (id, name) => {
  const { find } = render(
    (environment) => new WebService(new Application(environment, 'users'), id, { image: 'a:1', port: 80 }),
  );

  expect(find('Deployment')).toHaveFields({
    metadata: {
      name,
      labels: {
        'app.kubernetes.io/name': id,
        'app.kubernetes.io/part-of': 'users',
        'app.kubernetes.io/instance': name,
      },
    },
    spec: { selector: { matchLabels: { 'app.kubernetes.io/name': id, 'app.kubernetes.io/instance': name } } },
  });
});

/** Which group each of four components stands in, and groups inside groups. */
const places = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }), { minLength: 4, maxLength: 4 });

test('moving a construct in the tree changes no byte', () => {
  const rendered = (paths: readonly (readonly string[])[]): string =>
    renderConstruct((app) => {
      const groups = paths.map((path) =>
        path.reduce<Construct>(
          (scope, id) => (scope.node.tryFindChild(id) as Construct | undefined) ?? new Construct(scope, id),
          app,
        ),
      );
      const settings = new Config(groups[0] ?? app, 'settings', { LEVEL: 'info' });
      const api = new WebService(groups[1] ?? app, 'api', {
        image: 'a:1',
        port: 80,
        replicas: 2,
        can: [{ get: 'pods' }, { get: 'nodes' }],
      });
      const env = { API: api.url(), LEVEL: settings.key('LEVEL') };
      new Worker(groups[2] ?? app, 'mailer', {
        image: 'a:1',
        env,
        files: { '/etc/app': settings, '/tmp': emptyDir() },
      });
      new Config(groups[3] ?? app, 'more', { url: `${api.url('/v1')}` });
    }).yaml;
  const flat = rendered([[], [], [], []]);

  fc.assert(
    fc.property(places, (paths) => {
      expect(rendered(paths)).toBe(flat);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['Service', 63 - 'users-'.length],
  ['ConfigMap', 63],
])(
  'the name of a %s exactly at its limit is accepted, one longer is refused with the limit, never cut',
  (kind, length) => {
    const names = (id: string): readonly string[] => {
      const outcome = renderFindings((environment) => {
        const app = new Application(environment, 'users');
        if (kind === 'Service') new WebService(app, id, { image: 'a:1', port: 80 });
        else new Config(app, id, { A: 'a' });
      });
      return messagesOf(outcome);
    };

    expect(names('x'.repeat(length))).toEqual([]);
    const tooLong = names('x'.repeat(length + 1));
    expect(tooLong.length).toBeGreaterThan(0);
    for (const message of tooLong)
      expect(message).toMatch(/64 characters long\. The limit (of a label's value )?is 63/);
  },
);
