import { App, Chart, Names, type ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addObject } from '../../lib/constructs/add-object.ts';
import { Application } from '../../lib/constructs/application.ts';
import { standInData } from '../../lib/environment/data/stand-in-data.ts';
import { EnvironmentRoot } from '../../lib/environment/environment.ts';
import type { KubernetesObject } from '../../lib/manifest/object.ts';
import { renderTree } from '../../lib/manifest/render-tree.ts';
import { openSchema } from '../../lib/schema/open-schema.ts';
import { stockPrograms } from './stock-programs.ts';

type Program = (chart: Chart) => void;

const schema = openSchema('1.34');

test.each(Object.entries(stockPrograms))('renders %s as stock cdk8s does', (_, program) => {
  const stock = stockObjects(program);

  const ours = ourObjects(program);

  expect(ours.map(identityOf)).toEqual(stock.map(identityOf));
  expect(ours).toEqual(stock);
});

test('puts the labels of the application on every object, as a chart does', () => {
  const labels = { team: 'identity', 'example.com/tier': 'backend' };
  const program = stockPrograms['a Deployment with probes, env, volumes and an autoscaler'] ?? (() => undefined);

  const ours = ourObjects(program, labels);

  expect(ours).toEqual(stockObjects(program, labels));
  expect(ours[0]?.metadata.labels).toMatchObject(labels);
});

test('renders any plain data as stock cdk8s does', () => {
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(undefined),
      fc.array(
        tie('value').filter((item) => item !== undefined),
        { maxLength: 3 },
      ),
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        tie('value'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).value;

  fc.assert(
    fc.property(value, (data) => {
      const program: Program = (chart) => {
        addObject(chart, {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'any' },
          data: data as Readonly<Record<string, string>>,
        });
      };

      expect(ourObjects(program)).toEqual(stockObjects(program));
    }),
  );
});

function stockObjects(program: Program, labels?: Record<string, string>): readonly KubernetesObject[] {
  const app = new App();
  program(
    new UncutChart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true, ...(labels && { labels }) }),
  );
  return byIdentity(app.charts.flatMap((chart) => chart.toJson()).map(withoutScope));
}

/** A stock chart but for the names that cdk8s cuts at 63 characters, from the front: an Application gives them whole. */
class UncutChart extends Chart {
  override generateObjectName(object: ApiObject): string {
    return Names.toDnsLabel(object, { includeHash: false, maxLen: 1000 });
  }
}

function ourObjects(program: Program, labels?: Readonly<Record<string, string>>): readonly KubernetesObject[] {
  const data = standInData(() => '');
  const environment = new EnvironmentRoot(
    { name: 'test', edition: 1, kubernetes: '1.34', build: () => undefined },
    data,
    () => undefined,
  );
  program(new Application(environment, 'shop', { labels }));
  const { objects, findings } = renderTree(environment, schema);
  expect(findings).toEqual([]);
  return byIdentity(objects.filter(({ object }) => !isDerivedNamespace(object)).map(({ object }) => object));
}

/** The Namespaces of what was rendered are what kumiki adds; a stock chart has those alone that its code makes. */
function isDerivedNamespace({ kind, metadata }: KubernetesObject): boolean {
  return kind === 'Namespace' && metadata.labels?.['app.kubernetes.io/managed-by'] === 'kumiki';
}

/** Stock cdk8s puts its chart's namespace on objects of the cluster too. */
function withoutScope(object: KubernetesObject): KubernetesObject {
  if (schema.scopeOf(object.apiVersion, object.kind) !== 'Cluster') return object;
  const { namespace: _, ...metadata } = object.metadata;
  return { ...object, metadata: metadata as KubernetesObject['metadata'] };
}

function byIdentity(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.toSorted((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1));
}

function identityOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}
