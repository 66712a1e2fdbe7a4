import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Lab } from './lab.ts';
import type { Size } from './make-repository.ts';
import { applicationName, environmentName } from './repository/apps/values.ts';

export interface FleetOptions extends Size {
  /** Changes of one application in one environment that lie before the present. */
  readonly changes: number;
}

/**
 * A bare repository with the workload of this size as its git host has it: sources, a pin an application and environment, and everything that
 * they render, a file an object. One environment is rendered; the others are the same but for their name.
 *
 * @returns its path
 */
export function makeFleet(lab: Lab, folder: string, options: FleetOptions): string {
  const source = path.join(folder, 'source');
  lab.makeRepository(source, { ...options, environments: 1 });
  rmSync(path.join(source, 'kumiki.config.ts'));
  lab.runCommand(['synth', '--cwd', source]);
  const files = filesOf(source, lab.command, options);

  const remote = path.join(folder, 'remote.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  execFileSync('git', ['config', 'uploadpack.allowFilter', 'true'], { cwd: remote });
  const stream = path.join(folder, 'import');
  writeStream(stream, files, options);
  const input = openSync(stream, 'r');
  execFileSync('git', ['fast-import', '--quiet', '--done'], { cwd: remote, stdio: [input, 'inherit', 'inherit'] });
  closeSync(input);
  // As a host keeps it: packed, with an index of what each commit reaches.
  execFileSync('git', ['repack', '-a', '-d', '-b', '--quiet'], { cwd: remote });
  for (const made of [source, stream]) rmSync(made, { recursive: true });
  return remote;
}

type Files = ReadonlyMap<string, string>;

/** Every file of the repository by its path. */
function filesOf(source: string, command: string, { applications, environments }: Size): Files {
  const first = environmentName(0);
  const read = (file: string): string => readFileSync(path.join(source, file), 'utf8');
  const own = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(source, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/^(?:node_modules|dist\/\.kumiki)\//.test(file));
  const isOfOne = (file: string): boolean =>
    file.startsWith(`dist/${first}/`) || file.startsWith(`environments/${first}/`);
  const shared = own.filter((file) => !isOfOne(file)).map((file): [string, string] => [file, read(file)]);
  const ofOne = own.filter(isOfOne).map((file): [string, string] => [file, read(file)]);
  const fleet = Array.from({ length: environments }, (_, region) => environmentName(region)).flatMap((name) =>
    ofOne.map(([file, text]): [string, string] => [file.replace(first, name), text.replaceAll(first, name)]),
  );
  return new Map([
    ...shared,
    [
      'environments/_size.ts',
      `export const applications = ${applications};\nexport const environments = ${environments};\n`,
    ],
    ...packageFiles(command),
    ...fleet,
  ]);
}

/** The repository's own kumiki is the one that is measured. */
function packageFiles(command: string): readonly [string, string][] {
  const name = 'kumiki';
  return [
    ['package.json', JSON.stringify({ name, private: true, type: 'module', bin: { kumiki: 'run.mjs' } })],
    ['package-lock.json', JSON.stringify({ name, lockfileVersion: 3, packages: { '': { name } } })],
    ['run.mjs', `await import(${JSON.stringify(command)});\n`],
    ['.gitignore', 'node_modules\ndist/.kumiki\n'],
  ];
}

/** https://git-scm.com/docs/git-fast-import#_input_format */
function writeStream(file: string, files: Files, { applications, environments, changes }: FleetOptions): void {
  const output = openSync(file, 'w');
  const commit = (number: number, texts: Iterable<readonly [string, string]>): void => {
    writeSync(
      output,
      `commit refs/heads/main\ncommitter bench <bench@invalid> ${1_700_000_000 + number * 600} +0000\n${data(`Change ${number}`)}`,
    );
    for (const [name, text] of texts) writeSync(output, `M 100644 inline ${name}\n${data(text)}`);
  };
  commit(0, files);
  const changed = new Map<string, string>();
  for (let change = 1; change <= changes; change++) {
    const [environment, application] = [
      environmentName((change * 7) % environments),
      applicationName((change * 13) % applications),
    ];
    const names = [
      `environments/${environment}/images/${application}.json`,
      `dist/${environment}/${application}/deployment-${application}-api.yaml`,
    ];
    const texts = names.map((name) => [name, files.get(name) ?? ''] as const);
    for (const [name, text] of texts) changed.set(name, text);
    // What it was then is nobody's tag of today.
    commit(
      change,
      texts.map(([name, text]) => [name, text.replaceAll(/\b1\.\d+\.\d+\b/g, `0.${change}.0`)]),
    );
  }
  commit(changes + 1, changed);
  writeSync(output, 'done\n');
  closeSync(output);
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
