import { indented } from '../lines.ts';

export interface Task {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs?: readonly string[];
  /** Name → text or `((variable))`, which are never part of the script. */
  readonly params?: Readonly<Record<string, string>>;
  readonly cache?: string;
  readonly script: readonly string[];
}

/** A step of a job in a container of its own: https://concourse-ci.org/docs/steps/task/ */
export function task({ name, inputs, outputs = [], params = {}, cache, script }: Task, spaces: number): string {
  return indented(
    [
      `- task: ${name}`,
      '  config:',
      '    platform: linux',
      '    image_resource:',
      '      type: registry-image',
      '      source: {repository: node, tag: "20"}',
      `    inputs: [${inputs.map((input) => `{name: ${input}}`).join(', ')}]`,
      ...(outputs.length === 0 ? [] : [`    outputs: [${outputs.map((output) => `{name: ${output}}`).join(', ')}]`]),
      ...(cache === undefined ? [] : [`    caches: [{path: ${cache}}]`]),
      ...(Object.keys(params).length === 0
        ? []
        : ['    params:', ...Object.entries(params).map(([key, value]) => `      ${key}: ${value}`)]),
      '    run:',
      '      path: bash',
      '      args:',
      '        - -euc',
      '        - |',
      ...indented(script, 10).split('\n'),
    ],
    spaces,
  );
}
