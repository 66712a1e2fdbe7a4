import type { GuardedProperty } from './rule.ts';
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
