import { propsOf, type EnvironmentDefinition } from '../environment/define-environment.ts';
import type { EnvironmentProps, Freeze } from '../environment/environment-props.ts';
import { freezesOf, gatesOf } from '../environment/load/check-freezes.ts';
import { previewOf } from '../environment/previews/preview.ts';
import { UserError } from '../errors.ts';
import { isFields } from '../fields.ts';
import { soakOf } from './soak.ts';

/** What decides over changes of an environment, with every default applied: plain data that one kumiki prints for another. */
export interface EnvironmentPolicy {
  readonly name: string;
  readonly merge: 'auto' | 'review';
  readonly upstream: readonly string[];
  /** Milliseconds. */
  readonly minSoak: number;
  readonly gates: { readonly deployed: boolean };
  readonly freezes: readonly ZonedFreeze[];
  readonly protected: boolean;
  readonly owners: readonly string[];
  /** Its name, where it is a preview of another. */
  readonly preview?: string | undefined;
  /** What takes its folder; undefined where nothing is declared. */
  readonly delivery?: PolicyDelivery | undefined;
}

/** A freeze that says in which time zone its times are. */
export type ZonedFreeze = Freeze & { readonly timeZone: string };

export interface PolicyDelivery {
  readonly tool: 'argocd' | 'flux' | 'folder';
  /** The manifest repository as the cluster reaches it, which is not how a person or CI does; none with `folder`. */
  readonly repository?: string | undefined;
  readonly branch?: string | undefined;
}

/** The props of an environment that decide over its changes. */
export type PolicyProps = Pick<
  EnvironmentProps,
  'name' | 'merge' | 'upstream' | 'minSoak' | 'gates' | 'freezes' | 'protected' | 'owners' | 'delivery'
>;

export function policyOfDefinition(definition: EnvironmentDefinition): EnvironmentPolicy {
  const props = propsOf(definition);
  return policyOf(props, previewOf(props)?.name);
}

/** @param preview its name, where it is one */
export function policyOf(props: PolicyProps, preview?: string): EnvironmentPolicy {
  const { name, upstream = [], minSoak, gates, freezes = [], owners = [], delivery } = props;
  const isProtected = props.protected === true;
  return {
    name,
    merge: props.merge ?? (isProtected || PRODUCTION.test(name) ? 'review' : 'auto'),
    upstream: [...new Set([upstream].flat())],
    minSoak: soakOf(minSoak),
    gates: { deployed: gates?.deployed === true },
    freezes: freezes.map(({ from, until, timeZone, reason }) => ({
      from,
      until,
      timeZone: timeZone ?? 'UTC',
      reason,
    })),
    protected: isProtected,
    owners,
    ...(preview !== undefined && { preview }),
    ...(delivery !== undefined && { delivery: declaredDelivery(delivery) }),
  };
}

/**
 * The policy that the kumiki of a repository printed, whatever its version: a field that it does not have has its default, one that is new to
 * us is left out.
 *
 * @throws a UserError with the field, where one is of another kind: no rule is guessed
 */
export function readPolicy(value: unknown): EnvironmentPolicy {
  if (!isFields(value)) throw unreadable('the policy', value);
  for (const [key, is] of Object.entries(FIELDS)) if (!is(value[key])) throw unreadable(key, value[key]);
  const { minSoak, delivery, preview, ...props } = value as unknown as PolicyProps &
    Pick<EnvironmentPolicy, 'minSoak' | 'delivery' | 'preview'>;
  return {
    ...policyOf({ ...props, minSoak: undefined }, preview),
    minSoak: minSoak ?? 0,
    ...(delivery !== undefined && { delivery: declaredDelivery(delivery) }),
  };
}

const PRODUCTION = /^prod(?:uction)?(?:-|$)/;

function declaredDelivery(delivery: PolicyDelivery | NonNullable<PolicyProps['delivery']>): PolicyDelivery {
  if (delivery.tool === 'folder') return { tool: delivery.tool };
  const { tool, repository, branch } = delivery;
  return { tool, repository, branch };
}

const FIELDS = {
  name: isText,
  preview: (value) => isOptional(value, isText),
  merge: (value) => isOptional(value, (one) => one === 'auto' || one === 'review'),
  upstream: (value) => isOptional(value, isTexts),
  minSoak: (value) => isOptional(value, (one) => typeof one === 'number' && one >= 0),
  gates: (value) => gatesOf(value) === undefined,
  freezes: (value) => freezesOf(value) === undefined,
  protected: (value) => isOptional(value, (one) => typeof one === 'boolean'),
  owners: (value) => isOptional(value, isTexts),
  delivery: (value) => isOptional(value, isDelivery),
} as const satisfies Record<keyof EnvironmentPolicy, (value: unknown) => boolean>;

const TOOLS: ReadonlySet<unknown> = new Set(['argocd', 'flux', 'folder'] satisfies PolicyDelivery['tool'][]);

function isDelivery(value: unknown): boolean {
  if (!isFields(value) || !TOOLS.has(value['tool'])) return false;
  return [value['repository'], value['branch']].every((one) => isOptional(one, isText));
}

function isOptional(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === undefined || is(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function unreadable(what: string, value: unknown): UserError {
  return new UserError(
    `the kumiki of the manifest repository says that ${what} is ${JSON.stringify(value) ?? 'missing'}, which this version does not know. Bring both to the same version: npm install kumiki@latest`,
  );
}
