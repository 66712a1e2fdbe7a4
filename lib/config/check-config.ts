import { didYouMean } from '../did-you-mean.ts';
import type { KumikiConfig } from './define-config.ts';

type Check = (value: unknown) => string | undefined;

/** Every setting, with what is right where a value of it is wrong. */
const SETTINGS = {
  files: (value) => (value === 'resource' || value === 'application' ? undefined : "Use 'resource' or 'application'."),
  foreign: (value) => (isList(value) ? undefined : "Use a list of paths: ['dist/production/legacy/*.yaml']."),
} as const satisfies Record<keyof KumikiConfig, Check>;

/** Judges what a config file exports: unknown settings and wrong values are added to `problems`. */
export function checkConfig(
  exports: Readonly<Record<string, unknown>>,
  file: string,
  problems: string[],
): KumikiConfig {
  const config = exports['default'];
  if (!isRecord(config)) {
    const what = 'default' in exports ? `the default export is ${shown(config)}` : 'has no default export';
    problems.push(`${file}: ${what}. Write 'export default defineConfig({ … })'.`);
    return {};
  }
  for (const [key, value] of Object.entries(config)) {
    const check: Check | undefined = Object.hasOwn(SETTINGS, key) ? SETTINGS[key as keyof KumikiConfig] : undefined;
    if (check === undefined) problems.push(`${file}: ${key} is no setting. ${adviceFor(key)}`);
    const advice = value === undefined ? undefined : check?.(value);
    if (advice !== undefined) problems.push(`${file}: ${key} is ${shown(value)}. ${advice}`);
  }
  return config as KumikiConfig;
}

function adviceFor(key: string): string {
  const known = Object.keys(SETTINGS);
  const guess = didYouMean(key, known);
  return guess === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${guess}?`;
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
