import type { IConstruct } from 'constructs';
import { EnvironmentRoot } from '../../lib/environment/environment.ts';

/** The rules of what was found so far about a construct. */
export function findingsAt(construct: IConstruct): readonly string[] {
  return EnvironmentRoot.of(construct)
    .findings.filter((finding) => finding.construct === construct.node.path)
    .map(({ rule }) => rule);
}
