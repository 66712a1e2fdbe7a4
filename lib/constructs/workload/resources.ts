import type { Construct } from 'constructs';
import type { ResourceRequirements } from '../../kubernetes.ts';
import { tryCanonicalQuantity, type Bytes, type Cpu } from '../../manifest/quantity.ts';
import { showValue } from '../../manifest/show-value.ts';
import { checkProps } from '../check-props.ts';
import { refuse } from '../refuse.ts';

/** A plain value is the request. */
export type Amount<Q> = Q | { readonly request?: Q | undefined; readonly limit?: Q | undefined };

export interface Resources {
  /** Cores: `'100m'`, `0.5`. @default none */
  readonly cpu?: Amount<Cpu> | undefined;
  /** `'128Mi'`. @default none */
  readonly memory?: Amount<Bytes> | undefined;
  /** Local disk: `'1Gi'`. @default none */
  readonly ephemeralStorage?: Amount<Bytes> | undefined;
  /** Anything else by its name: `{ 'nvidia.com/gpu': 1 }`. What cannot be shared has a limit, which is its request too: here a plain value is the limit. @default none */
  readonly extended?:
    | Readonly<
        Record<
          string,
          number | string | { readonly limit: number | string; readonly request?: number | string | undefined }
        >
      >
    | undefined;
}

const RESOURCES = { cpu: 1, memory: 1, ephemeralStorage: 1, extended: 1 } as const satisfies Record<keyof Resources, 1>;
const AMOUNT = { request: 1, limit: 1 } as const;

export function resourcesOf(
  construct: Construct,
  resources: Resources,
  where: string,
): ResourceRequirements | undefined {
  checkProps(construct, resources, RESOURCES, where);
  const limits: Record<string, string> = {};
  const requests: Record<string, string> = {};
  const add = (name: string, prop: string, amount: Amount<string | number> | undefined): void => {
    if (amount === undefined) return;
    const { request, limit } = typeof amount === 'object' ? amount : { request: amount, limit: undefined };
    if (typeof amount === 'object') checkProps(construct, amount, AMOUNT, `${where}.${prop}`);
    if (request !== undefined) requests[name] = quantityOf(construct, request, `${where}.${prop}`);
    if (limit !== undefined) limits[name] = quantityOf(construct, limit, `${where}.${prop}`);
  };

  add('cpu', 'cpu', resources.cpu);
  add('ephemeral-storage', 'ephemeralStorage', resources.ephemeralStorage);
  add('memory', 'memory', resources.memory);
  for (const [name, amount] of Object.entries(resources.extended ?? {})) {
    add(name, `extended.${name}`, typeof amount === 'object' ? amount : { limit: amount });
    if (limits[name] === undefined) {
      refuse(
        construct,
        `${where}.extended.${name} has no limit, and Kubernetes wants one for what cannot be shared: { limit: ${String(requests[name] ?? 1)} }.`,
      );
    }
  }

  const result = { limits: filled(limits), requests: filled(requests) };
  return result.limits || result.requests ? result : undefined;
}

/** The canonical form of a quantity of a prop; refuses what is none, or negative. */
export function quantityOf(construct: Construct, quantity: string | number, where: string): string {
  const canonical = tryCanonicalQuantity(quantity);
  if (canonical !== undefined && !canonical.startsWith('-')) return canonical;
  refuse(construct, `${where} is ${showValue(quantity)}. Use a quantity, such as '100m' or '128Mi'.`);
  return String(quantity);
}

function filled(map: Record<string, string>): Record<string, string> | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}
