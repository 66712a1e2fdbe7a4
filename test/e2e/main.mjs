// Asks the real readers of YAML what they make of our texts, and whether our reader agrees with Go's. Needs Go and Python with PyYAML.
import { execFileSync } from 'node:child_process';

const STEPS = [
  ['What Go, PyYAML and `yaml` read of 10,000 emitted documents', ['test/e2e/readers/run.mjs', '10000', '7']],
  ['What our reader and Go’s read of the same texts', ['test/e2e/read/run.mjs', '--check']],
];

requireProgram('go', ['version'], 'Install Go 1.26 or newer.');
requireProgram('python3', ['-c', 'import yaml'], 'Install Python 3 with PyYAML.');
for (const [title, args] of STEPS) {
  process.stdout.write(`\n${title}\n`);
  execFileSync(process.execPath, args, { stdio: 'inherit' });
}

function requireProgram(program, args, advice) {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
  } catch {
    process.stderr.write(`npm run e2e needs ${program}. ${advice}\n`);
    process.exit(1);
  }
}
