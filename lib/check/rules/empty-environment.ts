import type { EnvironmentRule } from '../rule.ts';

/** An environment that renders nothing: its CD tool would remove all that runs. */
export const emptyEnvironment: EnvironmentRule = ({ name, objects }) => {
  if (objects.length > 0) return [];
  const message = `${name}: build makes no object. Make an application in it, or delete its file.`;
  return [{ rule: 'practice/empty-environment', severity: 'error', message, environment: name }];
};
