import { groupOf, type KubernetesObject } from '../../manifest/object.ts';
import type { ObjectRule, Problem } from '../rule.ts';

/** How the API server reads the name of a kind. */
interface NameSyntax {
  readonly longest: number;
  readonly pattern: RegExp;
  readonly advice: string;
}

const SUBDOMAIN: NameSyntax = {
  longest: 253,
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  advice: "Use lower-case letters, digits, '-' and '.', with a letter or digit at both ends of each part.",
};
const LABEL: NameSyntax = {
  longest: 63,
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  advice: "Use lower-case letters, digits and '-', with a letter or digit at both ends.",
};
const LETTER_FIRST: NameSyntax = { ...LABEL, pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/, advice: `${LABEL.advice} A Service's name starts with a letter.` };
const PATH: NameSyntax = { longest: 253, pattern: /^(?!\.\.?$)[^/%]+$/, advice: "It may not be '.' or '..', nor hold '/' or '%'." };
const CRON_JOB: NameSyntax = { ...SUBDOMAIN, longest: 52 };

/** Kinds whose names are not read as DNS subdomains. Source: the `NameIsDNS…` and `ValidatePathSegmentName` calls in pkg/apis/…/validation of Kubernetes. */
const BY_KIND: Readonly<Record<string, NameSyntax>> = {
  '/Namespace': LABEL,
  '/Service': LABEL,
  'batch/CronJob': CRON_JOB,
  'apps/StatefulSet': SUBDOMAIN,
  'policy/PodDisruptionBudget': PATH,
  'rbac.authorization.k8s.io/Role': PATH,
  'rbac.authorization.k8s.io/RoleBinding': PATH,
  'rbac.authorization.k8s.io/ClusterRole': PATH,
  'rbac.authorization.k8s.io/ClusterRoleBinding': PATH,
};

/** From this minor version of 1.x on a Service's name may start with a digit. */
const DIGIT_FIRST = 37;

/** Name and namespace of each object, by the rules of its kind. A name exactly at its limit is fine. */
export const names: ObjectRule = function* (object, schema) {
  const { name, namespace } = object.metadata ?? {};
  if (typeof name === 'string') yield* checkText(name, '/metadata/name', syntaxOf(object, Number(schema.version.slice(2))));
  else if (object.metadata?.['generateName'] === undefined) yield problem('/metadata/name', 'has no name. Give it one.');
  if (typeof namespace === 'string') yield* checkText(namespace, '/metadata/namespace', LABEL);
};

function syntaxOf(object: KubernetesObject, minor: number): NameSyntax {
  const kind = `${groupOf(object.apiVersion)}/${object.kind}`;
  return kind === '/Service' && minor < DIGIT_FIRST ? LETTER_FIRST : (BY_KIND[kind] ?? SUBDOMAIN);
}

function* checkText(text: string, path: string, syntax: NameSyntax): Iterable<Problem> {
  if (text.length > syntax.longest) {
    yield problem(path, `${path} is '${text}', ${text.length} characters long. The limit is ${syntax.longest}: use a shorter id.`);
  } else if (!syntax.pattern.test(text)) {
    yield problem(path, `${path} is '${text}'. ${syntax.advice}`);
  }
}

function problem(path: string, message: string): Problem {
  return { rule: 'server/name', severity: 'error', message, path };
}
