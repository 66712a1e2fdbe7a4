import { replaceProperty, type Restore } from './guard-property.ts';

const LOCALE = 'en-US';

/** Functions that take the machine's language where none is given, with the place of that argument. */
const METHODS: readonly (readonly [object, string, number])[] = [
  [String.prototype, 'localeCompare', 1],
  [String.prototype, 'toLocaleUpperCase', 0],
  [String.prototype, 'toLocaleLowerCase', 0],
  [Number.prototype, 'toLocaleString', 0],
  [BigInt.prototype, 'toLocaleString', 0],
  [Date.prototype, 'toLocaleString', 0],
  [Date.prototype, 'toLocaleDateString', 0],
  [Date.prototype, 'toLocaleTimeString', 0],
];
const FORMATTERS = [
  'Collator',
  'DateTimeFormat',
  'NumberFormat',
  'PluralRules',
  'RelativeTimeFormat',
  'ListFormat',
  'Segmenter',
  'DurationFormat',
];

/** Makes the default locale the same on every machine. The time zone is `process.env.TZ`. */
export function fixLocale(): readonly (Restore | undefined)[] {
  return [
    ...METHODS.map(([holder, key, index]) =>
      replaceProperty(holder, key, (before) => ({ ...before, value: localized(before.value as Method, index) })),
    ),
    ...FORMATTERS.map((key) =>
      replaceProperty(Intl, key, (before) => ({ ...before, value: formatter(before.value as Method) })),
    ),
  ];
}

type Method = (...args: unknown[]) => unknown;

function localized(real: Method, index: number): Method {
  return function withLocale(this: unknown, ...args: unknown[]): unknown {
    if (args[index] === undefined) args[index] = LOCALE;
    return Reflect.apply(real, this, args);
  };
}

function formatter(real: Method): Method {
  return new Proxy(real, {
    apply: (target, self, [locale = LOCALE, ...rest]) => Reflect.apply(target, self, [locale, ...rest]),
    construct: (target, [locale = LOCALE, ...rest], newTarget) =>
      Reflect.construct(target, [locale, ...rest], newTarget) as object,
  });
}
