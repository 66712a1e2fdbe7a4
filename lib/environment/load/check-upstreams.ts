import { didYouMean } from '../../did-you-mean.ts';
import { propsOf } from '../define-environment.ts';
import type { LoadedEnvironment } from './check-exports.ts';

/** Every upstream is an environment of the repository, another one, and none of them waits for itself. */
export function checkUpstreams(environments: readonly LoadedEnvironment[], problems: string[]): void {
  const names = new Set(environments.map(({ definition }) => definition.name));
  const upstreams = new Map<string, readonly string[]>();
  for (const { definition, file } of environments) {
    const own = upstreamsOf(definition);
    for (const upstream of own) {
      const problem = problemOf(upstream, definition.name, names);
      if (problem !== undefined) problems.push(`${file}: ${definition.name}: upstream is '${upstream}', ${problem}`);
    }
    upstreams.set(
      definition.name,
      own.filter((upstream) => upstream !== definition.name),
    );
  }
  const circle = findCircle(upstreams);
  const first = environments.find(({ definition }) => definition.name === circle?.[0]);
  if (circle !== undefined && first !== undefined)
    problems.push(
      `${first.file}: ${first.definition.name}: upstream goes in a circle, ${circle.join(' → ')}: no image could ever come into it. Take one of them out.`,
    );
}

/** What is no name has been told already. */
function upstreamsOf(definition: LoadedEnvironment['definition']): readonly string[] {
  return [propsOf(definition).upstream ?? []].flat().filter((one) => typeof one === 'string' && one !== '');
}

function problemOf(upstream: string, name: string, names: ReadonlySet<string>): string | undefined {
  if (upstream === name) return 'which is itself. Name the environment before it.';
  if (names.has(upstream)) return undefined;
  const guess = didYouMean(
    upstream,
    [...names].filter((one) => one !== name),
  );
  return guess === undefined
    ? `which is no environment. There are: ${[...names].join(', ')}.`
    : `which is no environment. Did you mean '${guess}'?`;
}

/** The first environment that waits for itself, and whom it waits for, itself again at the end. */
function findCircle(upstreams: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): readonly string[] | undefined => {
    const start = path.indexOf(name);
    if (start >= 0) return [...path.slice(start), name];
    if (done.has(name)) return undefined;
    for (const next of upstreams.get(name) ?? []) {
      const circle = visit(next, [...path, name]);
      if (circle !== undefined) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of upstreams.keys()) {
    const circle = visit(name, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
