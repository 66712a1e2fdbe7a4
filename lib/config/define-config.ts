/** `kumiki.config.ts`: its default export. Everything is optional. */
export interface KumikiConfig {
  /** One file an object, or one an application, for fleets of thousands of objects. @default 'resource' */
  readonly files?: 'resource' | 'application' | undefined;
  /** YAML and JSON files below `dist/` that kumiki did not write and that the CD tool may apply: `['dist/production/legacy/*.yaml']`. @default none */
  readonly foreign?: readonly string[] | undefined;
}

/**
 * Types the settings of a repository.
 *
 * @example
 * export default defineConfig({ files: 'application' });
 */
export function defineConfig(config: KumikiConfig): KumikiConfig {
  return config;
}
