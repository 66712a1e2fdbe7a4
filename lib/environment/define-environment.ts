import type { EnvironmentProps } from './environment-props.ts';

declare const DEFINITION: unique symbol;

/** What `defineEnvironment` returns: inert data. */
export interface EnvironmentDefinition extends Omit<EnvironmentProps, 'build'> {
  readonly [DEFINITION]: EnvironmentProps;
}

// Shared by every copy of the library in a process: a definition made by one is known to the other.
const PROPS = Symbol.for('kumiki.environment');

/**
 * Declares an environment. Nothing runs until `synth` builds it.
 *
 * @example
 * export default defineEnvironment({
 *   name: 'production',
 *   edition: 1,
 *   kubernetes: '1.34',
 *   build(environment) {
 *     new Users(environment, { replicas: 2 });
 *   },
 * });
 */
export function defineEnvironment(props: EnvironmentProps): EnvironmentDefinition {
  const { build: _, ...rest } = props;
  return Object.freeze({ ...rest, [PROPS]: props }) as unknown as EnvironmentDefinition;
}

export function isDefinition(value: unknown): value is EnvironmentDefinition {
  return typeof value === 'object' && value !== null && PROPS in value;
}

export function propsOf(definition: EnvironmentDefinition): EnvironmentProps {
  return (definition as unknown as { readonly [PROPS]: EnvironmentProps })[PROPS];
}
