import type { IConstruct } from 'constructs';
import { report } from '../constructs/refuse.ts';
import type { Finding } from '../errors.ts';

export interface ConstructFindings {
  /** @param path JSON Pointer into the construct's object */
  refuse(rule: Finding['rule'], path: string | undefined, message: string): void;
}

/** Errors about what one construct renders. */
export function findingsOf(construct: IConstruct): ConstructFindings {
  return {
    refuse: (rule, path, message) =>
      report(construct, { rule, severity: 'error', message: `${construct.node.path}: ${message}`, path }),
  };
}
