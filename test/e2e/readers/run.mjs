/**
 * Reads what the emitter writes with every reader that matters and prints a table: `node test/e2e/readers/run.mjs [documents] [seed]`.
 * Needs python3 with PyYAML, and Go (which fetches sigs.k8s.io/yaml). A reader that is missing is an error, not a skipped row.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import * as fc from 'fast-check';
import { parseDocument } from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const count = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const folder = mkdtempSync(join(tmpdir(), 'kumiki-readers-'));

try {
  const cases = await makeCases();
  const file = join(folder, 'cases.jsonl');
  writeFileSync(file, cases.map((each) => `${JSON.stringify(each)}\n`).join(''));
  const results = [
    readWithYaml(cases, '1.1'),
    readWithYaml(cases, '1.2'),
    JSON.parse(execFileSync('python3', [join(here, 'read.py'), file], { encoding: 'utf8' })),
    ...JSON.parse(
      execFileSync('go', ['run', '.', file], {
        cwd: here,
        encoding: 'utf8',
        env: { ...process.env, GOFLAGS: '-mod=readonly' },
      }),
    ),
  ];
  print(results);
  process.exitCode = results.some((result) => result.wrong.length > 0) ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

async function makeCases() {
  const bundle = join(here, `.bundle-${process.pid}.mjs`);
  const source = ['../../../lib/write/emit-yaml.ts', '../../write/documents.ts', '../../write/strings.ts'];
  try {
    await build({
      stdin: { contents: source.map((path) => `export * from '${path}';`).join('\n'), resolveDir: here },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      outfile: bundle,
    });
    const { document, emitDocument, TRAPS } = await import(pathToFileURL(bundle).href);
    const traps = TRAPS.map((trap) => ({
      [trap]: trap,
      list: [trap, [trap, [trap]], { [trap]: { deep: trap } }],
      map: { [trap]: [trap] },
    }));
    return [...traps, ...fc.sample(document, { numRuns: count, seed })].map((value) => ({
      yaml: emitDocument(value),
      json: JSON.stringify(value),
    }));
  } finally {
    rmSync(bundle, { force: true });
  }
}

function readWithYaml(cases, version) {
  const wrong = [];
  for (const { yaml, json } of cases) {
    const parsed = parseDocument(yaml, { version });
    const problem = [...parsed.errors, ...parsed.warnings][0]?.message;
    if (problem !== undefined || JSON.stringify(parsed.toJS()) !== json)
      wrong.push({ yaml, problem: problem ?? 'reads something else' });
  }
  return { reader: `yaml, ${version} mode`, read: cases.length, wrong };
}

function print(results) {
  process.stdout.write('| reader | documents | equal | wrong |\n|---|---|---|---|\n');
  for (const { reader, read, wrong } of results)
    process.stdout.write(`| ${reader} | ${read} | ${read - wrong.length} | ${wrong.length} |\n`);
  for (const { reader, wrong } of results) {
    for (const { yaml, problem } of wrong.slice(0, 5))
      process.stdout.write(`\n${reader}: ${problem}\n${JSON.stringify(yaml.slice(0, 600))}\n`);
  }
}
