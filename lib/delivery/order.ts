import type { RenderedApplication } from '../manifest/rendered-environment.ts';

/** How many steps of others wait for each application: 0 where none does. Throws nothing for a cycle: {@link findCycle} tells of it. */
export function levelsOf(applications: readonly RenderedApplication[]): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  const dependents = dependentsOf(applications);
  if (dependents.size === 0) return levels;
  const levelOf = (name: string, path: ReadonlySet<string>): number => {
    const known = levels.get(name);
    if (known !== undefined) return known;
    const waiting = (dependents.get(name) ?? []).filter((one) => !path.has(one));
    const level = Math.max(0, ...waiting.map((one) => levelOf(one, new Set([...path, one])) + 1));
    levels.set(name, level);
    return level;
  };
  for (const { name } of applications) levelOf(name, new Set([name]));
  return levels;
}

function dependentsOf(applications: readonly RenderedApplication[]): ReadonlyMap<string, readonly string[]> {
  const dependents = new Map<string, string[]>();
  for (const { name, requires } of applications) {
    for (const required of requires) dependents.set(required, [...(dependents.get(required) ?? []), name]);
  }
  return dependents;
}

/** Applications that wait for each other, the first one again at the end: `['users', 'comments', 'users']`. */
export function findCycle(applications: readonly RenderedApplication[]): readonly string[] | undefined {
  const requires = new Map(applications.map((application) => [application.name, application.requires]));
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): readonly string[] | undefined => {
    const start = path.indexOf(name);
    if (start >= 0) return [...path.slice(start), name];
    if (done.has(name)) return undefined;
    for (const next of requires.get(name) ?? []) {
      const cycle = visit(next, [...path, name]);
      if (cycle !== undefined) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const { name } of applications) {
    const cycle = visit(name, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
