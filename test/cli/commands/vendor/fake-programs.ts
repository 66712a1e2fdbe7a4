import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { makeRepository, write } from '../../../environment/fixture-repository.ts';
import { runKumiki, type Ended } from '../../run-kumiki.ts';

/**
 * Stands in for helm where a test is about what surrounds it. A template's text is what it renders, `RANDOM` is another number each time,
 * and `{{ index … }}` fails as Go's does; everything it was told is in `call.json` beside the program.
 */
const HELM = `
const { readFileSync, readdirSync, existsSync, writeFileSync, copyFileSync } = require('node:fs');
const path = require('node:path');
const [command, ...args] = process.argv.slice(2);
const here = path.dirname(process.argv[1]);
const fail = (text) => { process.stderr.write('Error: ' + text + '\\n'); process.exit(1); };
if (command === 'pull') {
  writeFileSync(here + '/pull.json', JSON.stringify(args));
  const pulled = here + '/pulled.tgz';
  if (!existsSync(pulled)) fail('no chart ' + args[0] + ' found');
  copyFileSync(pulled, path.join(args[args.indexOf('--destination') + 1], 'chart.tgz'));
} else {
  const chart = args[1];
  writeFileSync(here + '/call.json', JSON.stringify({ args, env: process.env }));
  if (existsSync(chart + '/warning')) process.stderr.write('WARNING: ' + readFileSync(chart + '/warning', 'utf8'));
  if (existsSync(chart + '/failure')) fail('execution error at (' + chart + '/templates/a.yaml:1:2): ' + readFileSync(chart + '/failure', 'utf8'));
  const values = args.flatMap((arg, index) => args[index - 1] === '--values' ? [readFileSync(arg, 'utf8')] : []).join('');
  const templates = chart + '/templates';
  const files = existsSync(templates) ? readdirSync(templates).sort() : [];
  for (const file of files) {
    const text = readFileSync(path.join(templates, file), 'utf8');
    const call = /{{ (index "[^"]*")/.exec(text + values);
    if (call) fail('template: a:1:2: executing "a" at <' + call[1] + '>: error calling index: cannot index slice/array with type string');
    process.stdout.write('---\\n# Source: redis/templates/' + file + '\\n' +
      text.replace(/{{.*?}}/g, '').replaceAll('RANDOM', () => String(Math.random())).replaceAll('VALUES', values.trim()) + '\\n');
  }
}
`;

const KUSTOMIZE = `
const { readFileSync } = require('node:fs');
const [, folder] = process.argv.slice(2);
process.stdout.write(readFileSync(folder + '/out.yaml', 'utf8').replaceAll('RANDOM', () => String(Math.random())));
`;

export interface VendorRepository {
  readonly root: string;
  /** Where the programs lie. */
  readonly bin: string;
  /** Runs `kumiki vendor …` with the programs that stand in. */
  readonly vendor: (...args: readonly string[]) => Promise<Ended>;
  readonly write: (file: string, text: string | Buffer) => void;
}

/** A repository, and beside it programs that stand in for helm and kustomize. */
export function makeVendorRepository(files: Readonly<Record<string, string>>): VendorRepository {
  const base = makeRepository({});
  const root = path.join(base, 'repository');
  const bin = path.join(base, 'bin');
  mkdirSync(path.join(root, 'environments'), { recursive: true });
  mkdirSync(bin);
  for (const [file, text] of Object.entries(files)) write(root, file, text);
  makeProgram(bin, 'helm', HELM);
  makeProgram(bin, 'kustomize', KUSTOMIZE);
  return {
    root,
    bin,
    vendor: async (...args) => {
      const tools = args[0] === 'helm' ? ['helm'] : args[0] === 'kustomize' ? ['kustomize'] : ['helm', 'kustomize'];
      const programs = tools.flatMap((tool) => [`--${tool}`, path.join(bin, tool)]);
      const version = args[0] === 'helm' && !args.includes('--kubernetes') ? ['--kubernetes', '1.34'] : [];
      return await runKumiki(root, ['vendor', ...args, ...programs, ...version]);
    },
    write: (file, text) => write(root, file, text),
  };
}

const VERSIONS = { helm: 'v3.19.0', kustomize: 'v5.8.2' } as const;

function makeProgram(bin: string, name: keyof typeof VERSIONS, script: string): void {
  const file = path.join(bin, name);
  writeFileSync(`${file}.cjs`, script);
  // Asked each time, and Node takes a while to start.
  const version = `if [ "$1" = version ]; then cat '${bin}/${name}-version'; exit; fi`;
  writeFileSync(file, `#!/bin/sh\n${version}\nexec '${process.execPath}' '${file}.cjs' "$@"\n`);
  writeFileSync(`${file}-version`, VERSIONS[name]);
  chmodSync(file, 0o755);
}

export const CHART = {
  'charts/redis/Chart.yaml': "apiVersion: v2\nname: redis\nversion: 1.2.3\nappVersion: '7'\n",
  'charts/redis/templates/config.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: redis }\ndata: { a: "1" }\n',
} as const;
