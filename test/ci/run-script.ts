import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeRepository } from '../environment/fixture-repository.ts';

export interface ScriptEnd {
  readonly code: number | null;
  /** The calls of npx and npm, each with the token that it saw. */
  readonly calls: readonly string[];
}

/** Runs a script as CI does, where npx is a stand-in that ends with one code after the other. */
export function runScript(
  lines: readonly string[],
  codes: readonly number[],
  env: Readonly<Record<string, string>> = {},
): ScriptEnd {
  const folder = makeRepository({ codes: `${codes.join('\n')}\n`, 'bin/npx': NPX, 'bin/npm': NPM });
  const npx = path.join(folder, 'bin/npx');
  for (const program of [npx, path.join(folder, 'bin/npm')]) chmodSync(program, 0o755);
  writeFileSync(path.join(folder, 'script'), lines.join('\n'));
  const { status } = spawnSync('sh', ['-e', 'script'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, PLACE: folder, PATH: `${path.dirname(npx)}${path.delimiter}${process.env['PATH'] ?? ''}` },
  });
  const calls = path.join(folder, 'calls');
  return { code: status, calls: existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [] };
}

const NPM = `#!/bin/sh
echo "npm $* [\${KUMIKI_TOKEN-none}]" >> "$PLACE/calls"
`;

const NPX = `#!/bin/sh
echo "$* [\${KUMIKI_TOKEN-none}]" >> "$PLACE/calls"
code=$(head -n 1 "$PLACE/codes")
sed -i.before 1d "$PLACE/codes"
exit "$code"
`;
