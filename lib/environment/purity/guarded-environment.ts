import { callerOf, framesAbove, isAskedByNode } from './frames.ts';
import { isUnguarded } from './unguarded.ts';
import type { Rule } from './rule.ts';
import { scopeOf, violate } from './violations.ts';

const RULE: Rule = {
  does: 'reads an environment variable',
  advice: 'What differs between environments is a prop: write the value in the file of the environment.',
  reach: 'direct',
};

// What cdk8s itself reads, for every object and name: nothing must be there, and no stack is made to find out who asks.
const OF_CDK8S = 'CDK8S_';

/**
 * `process.env` while user code runs. User code may not touch it; packages that user code calls, and Node itself,
 * see an empty one; everybody else sees the real one.
 */
export function guardedEnvironment(real: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const empty: NodeJS.ProcessEnv = Object.create(null) as NodeJS.ProcessEnv;
  const seenBy = (key: string, trap: (...args: never[]) => unknown): NodeJS.ProcessEnv => {
    // A stack for each of a parser's questions costs more than its work.
    if (isUnguarded()) return empty;
    const frames = framesAbove(trap);
    const caller = callerOf(frames);
    const scope = isAskedByNode(frames) ? undefined : scopeOf(caller);
    if (scope !== undefined) violate(scope, RULE, key === '' ? 'process.env' : `process.env.${key}`, frames, caller);
    const through = scopeOf(frames);
    if (through === undefined) return real;
    // cdk8s-plus: EnvValue.fromProcess hands it to user code.
    if (caller.includes('fromProcess')) violate(through, RULE, `process.env.${key}`, frames, caller);
    return empty;
  };

  const handler: ProxyHandler<NodeJS.ProcessEnv> = {
    get(_, key) {
      if (typeof key === 'symbol' || key.startsWith(OF_CDK8S)) return undefined;
      return Reflect.get(seenBy(key, get), key) as unknown;
    },
    has(_, key) {
      return typeof key === 'string' && Reflect.has(seenBy(key, has), key);
    },
    set: (_, key, value) => Reflect.set(seenBy(String(key), set), key, value),
    deleteProperty: (_, key) => Reflect.deleteProperty(seenBy(String(key), deleteProperty), key),
    defineProperty: (_, key, descriptor) =>
      Reflect.defineProperty(seenBy(String(key), defineProperty), key, descriptor),
    ownKeys: () => Reflect.ownKeys(seenBy('', ownKeys)),
    getOwnPropertyDescriptor: (_, key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(seenBy(String(key), getOwnPropertyDescriptor), key);
      return descriptor && { ...descriptor, configurable: true };
    },
  };
  const { get, has, set, deleteProperty, defineProperty, ownKeys, getOwnPropertyDescriptor } = handler as Required<
    typeof handler
  >;
  return new Proxy({}, handler);
}
