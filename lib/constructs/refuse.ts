import type { IConstruct } from 'constructs';
import { EnvironmentRoot } from '../environment/environment.ts';
import type { Finding } from '../errors.ts';
import { sourceFrameOf } from './source-line.ts';

/**
 * Says that a prop of a construct is wrong, and lets the construct go on with what it has: so that all mistakes of all constructs are
 * told at once. The findings of an environment keep it from being written.
 *
 * @param message what is wrong, with the value, and what to do; the construct's path is put before it.
 */
export function refuse(construct: IConstruct, message: string, rule: Finding['rule'] = 'practice/invalid-prop'): void {
  report(construct, { rule, severity: 'error', message: `${construct.node.path}: ${message}` });
}

/** Adds a finding about a construct, with its environment, application, path and source line. */
export function report(construct: IConstruct, finding: Finding): void {
  const root = EnvironmentRoot.of(construct);
  root.findings.push({
    ...finding,
    environment: root.name,
    application: construct.node.scopes[1]?.node.id,
    construct: construct.node.path,
    source: sourceLineOf(construct),
  });
}

/** `apps/users.ts:14`: where the construct, or the nearest one above it that knows, was made. */
export function sourceLineOf(construct: IConstruct): string | undefined {
  const frame = sourceFrameOf(construct);
  return frame === undefined ? undefined : EnvironmentRoot.of(construct).locate(frame);
}
