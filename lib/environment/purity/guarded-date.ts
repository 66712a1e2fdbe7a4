import type { GuardedProperty } from './rule.ts';
import { replaceProperty, type Restore } from './guard-property.ts';
import { refuseUserCode } from './violations.ts';

/** `Date` that refuses to tell user code the time; everything that is computed from a given date works. */
export function guardedDate(real: DateConstructor, rule: GuardedProperty): DateConstructor {
  const handler: ProxyHandler<DateConstructor> = {
    construct: function construct(target, args, newTarget): object {
      if (args.length === 0) refuseUserCode({ ...rule, shown: 'new Date()' }, construct, args);
      return Reflect.construct(target, args, newTarget) as object;
    },
    apply: function apply(target, self, args): unknown {
      refuseUserCode({ ...rule, shown: 'Date()' }, apply, args);
      return Reflect.apply(target, self, args);
    },
  };
  return new Proxy(real, handler);
}

/** `Intl.DateTimeFormat` formats now where no date is given. */
export function guardDateFormat(rule: GuardedProperty): Restore | undefined {
  return replaceProperty(Intl.DateTimeFormat.prototype, 'format', (before) => ({
    ...before,
    get: guardedFormat(before, rule),
  }));
}

function guardedFormat(before: PropertyDescriptor, rule: GuardedProperty): () => unknown {
  return function format(this: Intl.DateTimeFormat): unknown {
    const real = before.get?.call(this) as Intl.DateTimeFormat['format'];
    return function guarded(date?: Date | number): string {
      if (date === undefined) refuseUserCode({ ...rule, shown: 'Intl.DateTimeFormat.format()' }, guarded, []);
      return real(date);
    };
  };
}
