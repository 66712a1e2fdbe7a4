/**
 * Records what Go's reader makes of the texts in test/read/go-reader.jsonl: `node test/e2e/read/run.mjs`. To add a case, add a line
 * `{ "text": "…" }` there and run this. With `--check` it changes nothing and fails where the record is not what Go says today.
 * Needs Go, which fetches the modules that go.sum pins.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const record = join(here, '../../read/go-reader.jsonl');
const before = readFileSync(record, 'utf8');
const texts = before
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line).text);
const output = execFileSync('go', ['run', '.'], {
  cwd: here,
  encoding: 'utf8',
  input: texts.map((text) => `${JSON.stringify(text)}\n`).join(''),
  env: { ...process.env, GOFLAGS: '-mod=readonly' },
});
const results = output.trimEnd().split('\n');
const after = results.map((line, index) => `${JSON.stringify({ text: texts[index], ...JSON.parse(line) })}\n`).join('');

if (!process.argv.includes('--check')) {
  writeFileSync(record, after);
} else if (before !== after) {
  process.stderr.write(`${record}: not what Go's reader says. Run without --check and look at the difference.\n`);
  process.exitCode = 1;
}
process.stdout.write(`${results.length} texts\n`);
