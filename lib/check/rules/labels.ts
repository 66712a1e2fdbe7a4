import type { ObjectRule, Problem } from '../rule.ts';

const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const KEY_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const KEY_PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Labels and annotation keys of each object and of its Pod template.
 *
 * Source: k8s.io/apimachinery/pkg/util/validation, `IsQualifiedName`, `IsValidLabelValue`.
 */
export const labels: ObjectRule = function* (object) {
  yield* checkMetadata(object.metadata, '/metadata');
  const template = at(object['spec'], 'template') ?? at(at(at(object['spec'], 'jobTemplate'), 'spec'), 'template');
  const path = object.kind === 'CronJob' ? '/spec/jobTemplate/spec/template/metadata' : '/spec/template/metadata';
  yield* checkMetadata(at(template, 'metadata'), path);
};

function* checkMetadata(metadata: unknown, path: string): Iterable<Problem> {
  const labelsOf = at(metadata, 'labels');
  for (const key in isObject(labelsOf) ? labelsOf : {}) {
    yield* checkKey(key, `${path}/labels`);
    yield* checkValue(key, at(labelsOf, key), `${path}/labels`);
  }
  const annotations = at(metadata, 'annotations');
  for (const key in isObject(annotations) ? annotations : {}) yield* checkKey(key.toLowerCase(), `${path}/annotations`);
}

function* checkValue(key: string, value: unknown, path: string): Iterable<Problem> {
  if (typeof value !== 'string') return;
  if (value.length > 63) {
    yield problem(path, `${key} is '${value}', ${value.length} characters long. The limit of a label's value is 63: use a shorter id.`);
  } else if (!VALUE.test(value)) {
    yield problem(path, `${key} is '${value}'. A label's value is letters, digits, '-', '_' and '.', with a letter or digit at both ends.`);
  }
}

function* checkKey(key: string, path: string): Iterable<Problem> {
  const slash = key.lastIndexOf('/');
  const name = key.slice(slash + 1);
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const prefixWrong = prefix !== undefined && (prefix.length > 253 || !KEY_PREFIX.test(prefix));
  if (name.length > 63 || !KEY_NAME.test(name) || prefixWrong) {
    yield problem(path, `'${key}' cannot be a key. Use '<dns name>/<name>' or '<name>', of at most 63 letters, digits, '-', '_' and '.'.`);
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
