import type { GuardedProperty } from './rule.ts';
import { refuseUserCode } from './violations.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** Puts a property back as it was. */
export type Restore = () => void;

/** Replaces a property by one that refuses user code. Nothing happens where this Node has no such property, or will not let it go. */
export function guardProperty(rule: GuardedProperty): Restore | undefined {
  return replaceProperty(rule.holder, rule.key, (descriptor) => {
    if (typeof descriptor.value === 'function')
      return { ...descriptor, value: guardedFunction(descriptor.value as AnyFunction, rule) };
    const { configurable = true, enumerable = true } = descriptor;
    return {
      configurable,
      enumerable,
      get: guardedGetter(descriptor, rule),
      set: (value: unknown) => overwrite(rule, value, enumerable),
    };
  });
}

export function replaceProperty(
  holder: object,
  key: string,
  replace: (descriptor: PropertyDescriptor) => PropertyDescriptor,
): Restore | undefined {
  const before = Object.getOwnPropertyDescriptor(holder, key);
  if (before === undefined || (before.configurable === false && before.writable !== true)) return undefined;
  Object.defineProperty(holder, key, replace(before));
  return () => void Object.defineProperty(holder, key, before);
}

/** By the real function: environments are built one after the other, and each is guarded. */
const guards = new WeakMap<AnyFunction, { readonly rule: GuardedProperty; readonly guarded: AnyFunction }>();

function guardedFunction(real: AnyFunction, rule: GuardedProperty): AnyFunction {
  const known = guards.get(real);
  if (known?.rule === rule) return known.guarded;
  function guarded(this: unknown, ...args: unknown[]): unknown {
    refuseUserCode(rule, guarded, args);
    if (new.target === undefined) return Reflect.apply(real, this, args);
    return Reflect.construct(real, args, new.target === guarded ? real : new.target);
  }
  // Its name, prototype, statics and util.promisify.custom.
  for (const key of Reflect.ownKeys(real)) {
    if (key === 'arguments' || key === 'caller') continue;
    const descriptor = Object.getOwnPropertyDescriptor(real, key);
    if (descriptor !== undefined) Object.defineProperty(guarded, key, descriptor);
  }
  guards.set(real, { rule, guarded });
  return guarded;
}

function guardedGetter(descriptor: PropertyDescriptor, rule: GuardedProperty): () => unknown {
  return function get(this: unknown): unknown {
    refuseUserCode(rule, get, []);
    return descriptor.get === undefined ? descriptor.value : Reflect.apply(descriptor.get, this, []);
  };
}

function overwrite({ holder, key }: GuardedProperty, value: unknown, enumerable: boolean): void {
  Object.defineProperty(holder, key, { value, enumerable, writable: true, configurable: true });
}
