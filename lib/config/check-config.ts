import { didYouMean } from '../did-you-mean.ts';
import type { KumikiConfig } from './define-config.ts';

type Check = (value: unknown) => string | undefined;

/** Every setting, with what is right where a value of it is wrong. */
const SETTINGS = {
  repository: (value) =>
    isText(value) || isRepository(value)
      ? undefined
      : "Use an address, or { url, host, api, base }: 'https://git.example.com/acme/manifests.git'.",
  files: (value) => (value === 'resource' || value === 'application' ? undefined : "Use 'resource' or 'application'."),
  foreign: (value) => (isList(value) ? undefined : "Use a list of paths: ['dist/production/legacy/*.yaml']."),
  maxDeletes: (value) => (isCountOrPart(value) ? undefined : "Use a whole number, 0 or more, or a part: '20%'."),
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

const REPOSITORY_KEYS: ReadonlySet<string> = new Set(['url', 'host', 'api', 'base']);

function isRepository(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(([key, one]) => REPOSITORY_KEYS.has(key) && (one === undefined || isText(one)))
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '');
}

function isCountOrPart(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0;
  return typeof value === 'string' && /^(?:100|\d{1,2})(?:\.\d+)?%$/.test(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
