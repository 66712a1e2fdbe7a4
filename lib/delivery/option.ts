import { UserError } from '../errors.ts';
import { showValue } from '../manifest/show-value.ts';

/** Refuses an option that is not of the wanted form; undefined is fine. */
export function checkOption(maker: string, name: string, value: unknown, form: RegExp, advice: string): void {
  if (value === undefined || (typeof value === 'string' && form.test(value))) return;
  throw new UserError(`${maker}(): ${name} is ${showValue(value)}. ${advice}`);
}

/** Refuses what is no name of a Secret. The value is not shown: it may be the credential itself. */
export function checkSecretName(maker: string, name: string, value: unknown): void {
  if (value === undefined || (typeof value === 'string' && SUBDOMAIN.test(value))) return;
  throw new UserError(
    `${maker}(): ${name} is no name of a Secret. Use the name of one in the namespace of the CD tool; what is in it never stands in a file.`,
  );
}

/** Refuses labels that are none; their syntax is judged where they are rendered. */
export function checkLabels(maker: string, labels: unknown): void {
  if (labels === undefined) return;
  const isRecord = typeof labels === 'object' && labels !== null && !Array.isArray(labels);
  if (isRecord && Object.values(labels).every((value) => typeof value === 'string')) return;
  throw new UserError(`${maker}(): labels is ${showValue(labels)}. Use texts by key: { team: 'identity' }.`);
}

/** Source: git-check-ref-format(1), without what no forge takes. */
export const BRANCH = /^(?!refs\/)(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)))[\w][\w./+@-]*(?<![./])$/;
/** Source: k8s.io/apimachinery/pkg/util/validation, `IsDNS1123Label`. */
export const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
export const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** As Go's time.ParseDuration takes it, whole numbers alone. */
export const DURATION = /^(?:\d+(?:ms|s|m|h))+$/;
