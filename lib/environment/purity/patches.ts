import { Console } from 'node:console';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import { fixLocale } from './fixed-locale.ts';
import { guardProperty, replaceProperty, type Restore } from './guard-property.ts';
import { guardDateFormat, guardedDate } from './guarded-date.ts';
import { guardedEnvironment } from './guarded-environment.ts';
import { CLOCK, guardedProperties } from './guarded-properties.ts';
import type { GuardedProperty } from './rule.ts';

/** Listed once, when nothing is guarded yet. */
let properties: readonly GuardedProperty[] | undefined;

/** Puts every guard in place. @returns takes them away again */
export function patch(): Restore {
  properties ??= guardedProperties();
  const zone = process.env['TZ'];
  process.env['TZ'] = 'UTC';
  const restores = [
    ...properties.map(guardProperty),
    ...guardClock(),
    ...fixLocale(),
    ...talkToStandardError(),
    replaceProperty(process, 'env', (before) => ({
      ...before,
      value: guardedEnvironment(before.value as NodeJS.ProcessEnv),
    })),
  ];
  // For modules that imported a builtin's functions by their names.
  syncBuiltinESMExports();

  return () => {
    for (const restore of restores.toReversed()) restore?.();
    syncBuiltinESMExports();
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  };
}

function guardClock(): readonly (Restore | undefined)[] {
  const rule: GuardedProperty = { ...CLOCK, holder: globalThis, key: 'Date', shown: 'Date' };
  const guarded = guardedDate(Date, rule);
  return [
    guardDateFormat(rule),
    replaceProperty(globalThis, 'Date', (before) => ({ ...before, value: guarded })),
    // So that `value.constructor === Date` holds.
    replaceProperty(Date.prototype, 'constructor', (before) => ({ ...before, value: guarded })),
  ];
}

const PRINTING = [
  'log',
  'info',
  'debug',
  'dir',
  'dirxml',
  'table',
  'group',
  'groupCollapsed',
  'groupEnd',
  'count',
] as const;

/** Standard output is the command's own: with `--json` it is one document and nothing else. */
function talkToStandardError(): readonly (Restore | undefined)[] {
  let talk: Console | undefined;
  return PRINTING.map((key) =>
    replaceProperty(console, key, (before) => ({
      ...before,
      value: (...args: unknown[]): void => {
        talk ??= new Console(process.stderr);
        Reflect.apply(talk[key], talk, args);
      },
    })),
  );
}
