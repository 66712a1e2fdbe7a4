import { groupOf, type KubernetesObject } from '../../manifest/object.ts';
import type { ObjectRule, Problem, Report } from '../rule.ts';

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
const LETTER_FIRST: NameSyntax = {
  ...LABEL,
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  advice: `${LABEL.advice} A Service's name starts with a letter.`,
};
const PATH: NameSyntax = {
  longest: 253,
  pattern: /^(?!\.\.?$)[^/%]+$/,
  advice: "It may not be '.' or '..', nor hold '/' or '%'.",
};
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
export const names: ObjectRule = (object, schema, report) => {
  const { name, namespace } = object.metadata ?? {};
  if (typeof name === 'string')
    checkText(name, '/metadata/name', syntaxOf(object, Number(schema.version.slice(2))), report);
  else if (!isNameless(object)) report(problem('/metadata/name', 'has no name. Give it one.'));
  // The server passes over the namespace of an object without scope.
  const isPlaced =
    typeof namespace === 'string' &&
    namespace !== '' &&
    schema.scopeOf(object.apiVersion, object.kind) === 'Namespaced';
  if (isPlaced) checkText(namespace, '/metadata/namespace', LABEL, report);
};

/** A question to the server, which is never stored, or an object that the server names. */
function isNameless({ apiVersion, metadata }: KubernetesObject): boolean {
  const group = groupOf(apiVersion);
  return (
    group === 'authentication.k8s.io' || group === 'authorization.k8s.io' || metadata?.['generateName'] !== undefined
  );
}

function syntaxOf(object: KubernetesObject, minor: number): NameSyntax {
  const kind = `${groupOf(object.apiVersion)}/${object.kind}`;
  return kind === '/Service' && minor < DIGIT_FIRST ? LETTER_FIRST : (BY_KIND[kind] ?? SUBDOMAIN);
}

function checkText(text: string, path: string, syntax: NameSyntax, report: Report): void {
  if (text.length > syntax.longest) {
    report(
      problem(
        path,
        `${path} is '${text}', ${text.length} characters long. The limit is ${syntax.longest}: use a shorter id.`,
      ),
    );
  } else if (!syntax.pattern.test(text)) {
    report(problem(path, `${path} is '${text}'. ${syntax.advice}`));
  }
}

function problem(path: string, message: string): Problem {
  return { rule: 'server/name', severity: 'error', message, path };
}
