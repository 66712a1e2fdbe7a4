import { didYouMean } from '../did-you-mean.ts';
import type { KubernetesVersion } from './kubernetes-version.ts';
import type { Pool } from './read-pool.ts';
import { RETIRED_KINDS } from './retired-kinds.ts';
import type { SchemaProblem } from './schema-problem.ts';

/** What is wrong with an object whose apiVersion and kind the version does not serve. */
export function unknownKind(
  pool: Pool,
  version: KubernetesVersion,
  apiVersion: unknown,
  kind: unknown,
): readonly SchemaProblem[] {
  if (typeof apiVersion !== 'string' || apiVersion === '') return [missing('apiVersion', apiVersion)];
  if (typeof kind !== 'string' || kind === '') return [missing('kind', kind)];

  const found = pool.kinds.get(`${apiVersion}/${kind}`);
  const retired = RETIRED_KINDS[`${apiVersion}/${kind}`];
  const elsewhere = apiVersionsOf(pool, version, kind);
  if (found !== undefined) {
    const [first, last] = [found.versions[0], found.versions.at(-1)];
    const what = `Kubernetes ${version} does not serve ${kind} in ${apiVersion}: only ${first === last ? first : `${first} to ${last}`} of the known versions ${first === last ? 'does' : 'do'}`;
    return [problem('not-served', '/apiVersion', `${what}. ${adviceFor(elsewhere)}`)];
  }
  if (retired !== undefined) {
    const what = `Kubernetes ${version} does not serve ${kind} in ${apiVersion}: ${retired.last} was the last version that did`;
    return [problem('not-served', '/apiVersion', `${what}. ${retired.instead ?? adviceFor(elsewhere)}`)];
  }
  if (elsewhere.length > 0) {
    return [
      problem(
        'unknown-kind',
        '/apiVersion',
        `apiVersion: there is no ${kind} in ${JSON.stringify(apiVersion)}. ${adviceFor(elsewhere)}`,
      ),
    ];
  }
  const guess = didYouMean(kind, kindsOf(pool, apiVersion));
  const advice = guess === undefined ? adviceForStranger(apiVersion) : `Did you mean ${guess}?`;
  return [
    problem(
      'unknown-kind',
      '/kind',
      `kind: Kubernetes ${version} has no kind ${JSON.stringify(kind)} in ${JSON.stringify(apiVersion)}. ${advice}`,
    ),
  ];
}

/** A warning where the next version no longer serves a kind. */
export function removedNext(pool: Pool, version: KubernetesVersion, key: string): SchemaProblem | undefined {
  const versions = pool.kinds.get(key)?.versions ?? [];
  const next = pool.versions[pool.versions.indexOf(version) + 1];
  if (next === undefined || versions.length === 0 || versions.includes(next)) return undefined;
  const slash = key.lastIndexOf('/');
  const elsewhere = apiVersionsOf(pool, next, key.slice(slash + 1));
  return {
    rule: 'removed-kind',
    category: 'practice',
    severity: 'warning',
    path: '/apiVersion',
    message: `Kubernetes ${next} no longer serves ${key.slice(slash + 1)} in ${key.slice(0, slash)}. ${adviceFor(elsewhere)}`,
  };
}

function missing(field: string, value: unknown): SchemaProblem {
  const what = value === undefined ? 'is missing' : `is ${JSON.stringify(value)}`;
  return problem(
    'unknown-kind',
    `/${field}`,
    `${field} ${what}. Give the object an apiVersion and a kind, such as apps/v1 and Deployment.`,
  );
}

function problem(rule: 'unknown-kind' | 'not-served', path: string, message: string): SchemaProblem {
  return { rule, category: 'server', severity: 'error', path, message };
}

function apiVersionsOf(pool: Pool, version: KubernetesVersion, kind: string): readonly string[] {
  return [...pool.kinds]
    .filter(([key, { versions }]) => key.endsWith(`/${kind}`) && (versions.length === 0 || versions.includes(version)))
    .map(([key]) => key.slice(0, key.lastIndexOf('/')))
    .toSorted((a, b) => Number(/alpha|beta/.test(a)) - Number(/alpha|beta/.test(b)));
}

function kindsOf(pool: Pool, apiVersion: string): readonly string[] {
  return [...pool.kinds.keys()]
    .filter((key) => key.startsWith(`${apiVersion}/`))
    .map((key) => key.slice(apiVersion.length + 1));
}

function adviceFor(apiVersions: readonly string[]): string {
  return apiVersions.length === 0 ? 'Remove the object.' : `Use ${apiVersions.join(' or ')}.`;
}

/** Whoever brings a kind of another group brings its CRD. */
function adviceForStranger(apiVersion: string): string {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  const own = !group.includes('.') || group.endsWith('.k8s.io');
  return own
    ? 'Correct the apiVersion or the kind.'
    : 'Correct it, or add the file of its CRD to crds of the environment.';
}
