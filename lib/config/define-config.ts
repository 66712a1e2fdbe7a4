/** `kumiki.config.ts`: its default export. Everything is optional. */
export interface KumikiConfig {
  /** The address of this repository, where changes to it go: `https://git.example.com/acme/manifests.git`. @default the remote `origin` */
  readonly repository?: string | undefined;
  /** One file an object, or one an application, for fleets of thousands of objects. @default 'resource' */
  readonly files?: 'resource' | 'application' | undefined;
  /** YAML and JSON files below `dist/` that kumiki did not write and that the CD tool may apply: `['dist/production/legacy/*.yaml']`. @default none */
  readonly foreign?: readonly string[] | undefined;
  /** The severity of single rules: `{ 'practice/no-limits': 'error' }`. @default what each rule says */
  readonly checks?: Readonly<Record<string, 'error' | 'warning' | 'info' | 'off'>> | undefined;
  /** How many objects of an environment one change may delete: a number, or a share such as `'20%'`. @default '20%', and at least 10 */
  readonly maxDeletes?: number | `${number}%` | undefined;
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
