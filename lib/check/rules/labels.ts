import type { ObjectRule, Problem, Report } from '../rule.ts';

const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const KEY_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const KEY_PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Labels and annotation keys of each object and of its Pod template.
 *
 * Source: k8s.io/apimachinery/pkg/util/validation, `IsQualifiedName`, `IsValidLabelValue`.
 */
export const labels: ObjectRule = (object, _, report) => {
  checkMetadata(object.metadata, '/metadata', report);
  const template = at(object['spec'], 'template') ?? at(at(at(object['spec'], 'jobTemplate'), 'spec'), 'template');
  const path = object.kind === 'CronJob' ? '/spec/jobTemplate/spec/template/metadata' : '/spec/template/metadata';
  checkMetadata(at(template, 'metadata'), path, report);
};

function checkMetadata(metadata: unknown, path: string, report: Report): void {
  const labelsOf = at(metadata, 'labels');
  if (isObject(labelsOf)) {
    for (const key in labelsOf) {
      checkKey(key, `${path}/labels`, report);
      checkValue(key, labelsOf[key], `${path}/labels`, report);
    }
  }
  const annotations = at(metadata, 'annotations');
  if (isObject(annotations)) for (const key in annotations) checkKey(key.toLowerCase(), `${path}/annotations`, report);
}

function checkValue(key: string, value: unknown, path: string, report: Report): void {
  if (typeof value !== 'string') return;
  if (value.length > 63) {
    report(
      problem(
        path,
        `${key} is '${value}', ${value.length} characters long. The limit of a label's value is 63: use a shorter id.`,
      ),
    );
  } else if (!VALUE.test(value)) {
    report(
      problem(
        path,
        `${key} is '${value}'. A label's value is letters, digits, '-', '_' and '.', with a letter or digit at both ends.`,
      ),
    );
  }
}

function checkKey(key: string, path: string, report: Report): void {
  const slash = key.lastIndexOf('/');
  const name = key.slice(slash + 1);
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const prefixWrong = prefix !== undefined && (prefix.length > 253 || !KEY_PREFIX.test(prefix));
  if (name.length > 63 || !KEY_NAME.test(name) || prefixWrong) {
    report(
      problem(
        path,
        `'${key}' cannot be a key. Use '<dns name>/<name>' or '<name>', of at most 63 letters, digits, '-', '_' and '.'.`,
      ),
    );
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

function problem(path: string, message: string): Problem {
  return { rule: 'server/label', severity: 'error', message, path };
}
