import { UserError, type Finding } from '../errors.ts';
import { isFields } from '../fields.ts';
import type { EnvironmentPolicy } from './policy.ts';

/**
 * What one kumiki asks of another: `bump` of any version renders with the version that the manifest repository has locked. It greets, then
 * answers each request; a mistake ends it. Each is one line of JSON. These shapes may gain fields, and lose or change none.
 */
export interface RenderRequest {
  readonly environment: string;
  /** The files that change, by path from the root; null removes one. */
  readonly files: Readonly<Record<string, string | null>>;
  /** What is committed below `dist/<environment>/`: each path from the root with the id that git gives its content. */
  readonly committed: Readonly<Record<string, string>>;
  /** How git makes these ids. */
  readonly objectFormat: 'sha1' | 'sha256';
}

export interface RenderGreeting {
  /** The policy of every environment. */
  readonly environments: readonly EnvironmentPolicy[];
}

export interface RenderFailure {
  /** For people. */
  readonly error: string;
}

export interface RenderAnswer {
  /** The pins that the code asks for, by application. */
  readonly applications: Readonly<Record<string, readonly string[]>>;
  /** What is committed and is not what the source gave before the change; paths from the root, sorted. */
  readonly drift: readonly string[];
  /** YAML and JSON files that are committed, that nothing renders, and that the config does not list. */
  readonly unlisted: readonly string[];
  /** What the change makes different: the new text of each path from the root, null where it goes. */
  readonly changes: Readonly<Record<string, string | null>>;
  /** Of these, the text before: null where there was none. */
  readonly before: Readonly<Record<string, string | null>>;
  /** The workloads whose Pods are replaced: `Deployment users/users-api`. */
  readonly restarts: readonly string[];
  /** Of the render after the change. With an error among them nothing else counts. */
  readonly findings: readonly Finding[];
}

const SHAPE: Readonly<Record<keyof RenderAnswer, (value: unknown) => boolean>> = {
  applications: isFields,
  drift: Array.isArray,
  unlisted: Array.isArray,
  changes: isFields,
  before: isFields,
  restarts: Array.isArray,
  findings: Array.isArray,
};

/**
 * @param text what the other kumiki printed first
 * @throws a UserError where it is no greeting
 */
export function readRenderGreeting(text: string): { readonly environments: readonly unknown[] } {
  const { environments } = readFields(text);
  if (Array.isArray(environments)) return { environments };
  throw otherAnswer();
}

/**
 * @param text what the other kumiki printed
 * @throws a UserError where it is no answer
 */
export function readRenderAnswer(text: string): RenderAnswer {
  const value = readFields(text);
  if (Object.entries(SHAPE).every(([key, is]) => is(value[key]))) return value as unknown as RenderAnswer;
  throw otherAnswer();
}

function readFields(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (!isFields(value)) throw otherAnswer();
  const { error } = value;
  if (typeof error === 'string') throw new UserError(error);
  return value;
}

function otherAnswer(): UserError {
  return new UserError(
    'the kumiki of the manifest repository gave another answer. Update it: npm install kumiki@latest',
  );
}

export function readRenderRequest(text: string): RenderRequest {
  const value: unknown = JSON.parse(text);
  const isRequest =
    isFields(value) &&
    typeof value['environment'] === 'string' &&
    isFields(value['files']) &&
    isFields(value['committed']);
  if (!isRequest) throw new UserError('render: standard input is no request. It is for bump, promote and their like.');
  return value as unknown as RenderRequest;
}
