import { isDelivery } from '../../delivery/delivery.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { isKubernetesVersion, KUBERNETES_VERSIONS } from '../../schema/kubernetes-version.ts';
import { propsOf } from '../define-environment.ts';
import type { EnvironmentProps } from '../environment-props.ts';
import type { LoadedEnvironment } from './check-exports.ts';
import { freezesOf, gatesOf } from './check-freezes.ts';

/** Every prop, with what is wrong with a value of it, and what is right; undefined where it is fine. Constructs judge the rest. */
const PROPS = {
  name: environmentName,
  edition: (value) => (value === 1 ? undefined : 'The editions are: 1.'),
  kubernetes: (value) =>
    typeof value === 'string' && isKubernetesVersion(value)
      ? undefined
      : `Use one of ${KUBERNETES_VERSIONS.join(', ')}, as text.`,
  cluster: text,
  namespace: (value) =>
    value === undefined || typeof value === 'function'
      ? undefined
      : 'Use a function of the application: (application) => `acme-${application}`.',
  delivery: (value) =>
    value === undefined || isDelivery(value)
      ? undefined
      : 'Use argocd({ repository: … }), flux({ repository: … }) or folder().',
  kinds: listOf("['Certificate.cert-manager.io']"),
  namespaces: listOf("['users']"),
  protected: trueOrFalse,
  platform: trueOrFalse,
  removed: trueOrFalse,
  merge: oneOf('auto', 'review'),
  upstream: (value) =>
    value === undefined || isText(value) || isListOf(value, isText)
      ? undefined
      : "Use the name of an environment, or several: ['staging'].",
  minSoak: (value) =>
    value === undefined || (typeof value === 'string' && /^[1-9]\d{0,4}[mhd]$/.test(value))
      ? undefined
      : "Use whole minutes, hours or days: '30m', '24h' or '7d'.",
  gates: gatesOf,
  freezes: freezesOf,
  owners: listOf("['@acme/payments']"),
  progressive: oneOf('argo-rollouts', 'flagger'),
  routing: oneOf('gateway', 'ingress'),
  network: oneOf('open', 'isolated'),
  ingressFrom: (value) =>
    value === undefined || isListOf(value, isIngressSource)
      ? undefined
      : "Use an array: [{ namespace: 'gateway-system' }].",
  security: oneOf('restricted', 'baseline', 'privileged'),
  crds: (value) =>
    value === undefined || isListOf(value, isText) ? undefined : "Use an array of paths: ['crds/widgets.yaml'].",
  build: (value) =>
    typeof value === 'function' ? undefined : 'Use a function that makes the applications: build(environment) { … }.',
} as const satisfies Record<keyof EnvironmentProps, Check>;

type Check = (value: unknown) => string | undefined;

/** Refuses props that the compiler would refuse: it does not run at synth, and does not see what arrives through a variable. */
export function checkDefinition({ definition, file }: LoadedEnvironment, problems: string[]): void {
  const props: Readonly<Record<string, unknown>> = { ...propsOf(definition) };
  const name = environmentName(props['name']) === undefined ? `${file}: ${String(props['name'])}` : file;
  for (const [key, check] of Object.entries<Check>(PROPS)) {
    const advice = check(props[key]);
    if (advice !== undefined) problems.push(`${name}: ${key} is ${shown(props[key])}. ${advice}`);
  }
  for (const key of Object.keys(props).filter((one) => !Object.hasOwn(PROPS, one))) {
    const guess = didYouMean(key, Object.keys(PROPS));
    const advice = guess === undefined ? `There are: ${Object.keys(PROPS).join(', ')}.` : `Did you mean ${guess}?`;
    problems.push(`${name}: ${key} is not a prop of an environment. ${advice}`);
  }
}

/** `environments/previews/` holds the data of short-lived environments. */
const RESERVED = 'previews';

/** A name is a folder of dist, and a value of labels. */
function environmentName(value: unknown): string | undefined {
  if (typeof value !== 'string') return "Use text, such as 'production'.";
  if (value === RESERVED) return 'It is the folder of preview environments. Use another name.';
  if (value.length > 63) return `Use at most 63 characters; it has ${value.length}.`;
  if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(value))
    return "Use lower-case letters, digits and '-', with a letter or digit at both ends.";
  return undefined;
}

function text(value: unknown): string | undefined {
  return value === undefined || isText(value) ? undefined : 'Use text.';
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function listOf(example: string): Check {
  return (value) => (value === undefined || isListOf(value, isText) ? undefined : `Use an array: ${example}.`);
}

function trueOrFalse(value: unknown): string | undefined {
  return value === undefined || typeof value === 'boolean' ? undefined : 'Use true or false.';
}

function isIngressSource(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('namespace' in value) || !isText(value.namespace)) return false;
  return Object.keys(value).every((key) => key === 'namespace' || key === 'pods');
}

function oneOf(...allowed: readonly string[]): Check {
  return (value) =>
    value === undefined || allowed.some((one) => one === value)
      ? undefined
      : `Use ${allowed.map((one) => `'${one}'`).join(' or ')}.`;
}

function shown(value: unknown): string {
  return typeof value === 'string'
    ? `'${value}'`
    : typeof value === 'object' && value !== null
      ? JSON.stringify(value)
      : String(value);
}
