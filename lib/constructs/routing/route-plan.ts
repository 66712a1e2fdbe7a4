import type { Backend } from './backends.ts';
import type { CheckedMatch } from './match.ts';

/** What a route says, checked, whatever it becomes. */
export interface RoutePlan {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>> | undefined;
  };
  readonly hosts: readonly string[];
  readonly matches: readonly CheckedMatch[];
  readonly backends: readonly Backend[];
  readonly patch: object | undefined;
}
