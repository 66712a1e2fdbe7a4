// Everything that needs other programs or a long time: `npm run e2e`, or `npm run e2e -- sealed flux` for the files of real servers with these names.
// Needs Go (it builds the servers, and fetches a reader of YAML), git, util-linux, and Python with PyYAML.
import { spawnSync } from 'node:child_process';

const READERS = [
  ['What Go, PyYAML and `yaml` read of 10,000 emitted documents', ['test/e2e/readers/run.mjs', '10000', '7']],
  ['What our reader and Go’s read of the same texts', ['test/e2e/read/run.mjs', '--check']],
];
const SCENARIOS = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.scenarios.config.ts'];
const SERVERS = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.e2e.config.ts'];

const chosen = process.argv.slice(2);
requireProgram('go', ['version'], 'Install Go 1.26 or newer: https://go.dev/dl.');
if (chosen.length === 0) {
  requireProgram('python3', ['-c', 'import yaml'], 'Install Python 3 with PyYAML.');
  for (const [title, args] of READERS) step(title, args);
  step('Long ways through the change flow', SCENARIOS);
}
step('The command', ['scripts/build.mjs']);
step('Real servers', [...SERVERS, ...chosen]);

function step(title, args) {
  process.stdout.write(`\n${title}\n`);
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function requireProgram(program, args, advice) {
  if (spawnSync(program, args, { stdio: 'ignore' }).status === 0) return;
  process.stderr.write(`npm run e2e needs ${program}. ${advice}\n`);
  process.exit(1);
}
