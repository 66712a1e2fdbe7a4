import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { forget, type Lab } from './lab.ts';
import type { Size } from './make-repository.ts';
import type { Usage } from './run-measured.ts';
import { median, seconds, table, whole } from './table.ts';

const OBJECTS = 500;

/** A chart of 500 objects that was vendored: what reading it adds to a run. */
export function benchVendored(lab: Lab, _: Size, rounds: number): string {
  const source = lab.repository({ applications: OBJECTS / 10, environments: 1 });
  lab.runCommand(['synth', '--cwd', source]);
  const documents = documentsBelow(path.join(source, 'dist')).slice(0, OBJECTS);
  const of = (name: string, environments: number, header: string, objects: readonly string[]): readonly string[] => {
    const folder = path.join(path.dirname(source), `vendored-${name.replaceAll(/\W+/g, '-')}`);
    makeVendoredRepository(folder, environments, header, objects);
    const usages = Array.from({ length: rounds }, () => {
      forget(folder);
      return lab.runCommand(['synth', '--cwd', folder]);
    });
    const middle = (key: keyof Usage): number => median(usages.map((usage) => usage[key]));
    return [name, seconds(middle('cpu')), seconds(middle('wall')), whole(middle('peak'))];
  };
  const ours = '# Rendered by kumiki vendor.\n';
  const rows = [
    of('one object', 1, ours, documents.slice(0, 1)),
    of(`${OBJECTS} vendored objects, a file each`, 1, ours, documents),
    of('… in ten environments', 10, ours, documents),
    of(`${OBJECTS} objects in files of somebody else`, 1, '# somebody else\n', documents),
  ];
  return `Manifests from files, median of ${rounds}, rendering and writing included\n\n${table(['', 'CPU s', 'wall s', 'peak MB'], rows)}`;
}

/** Workloads alone: whatever their application, they are of one chart now. */
function documentsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.includes('delivery'))
    .flatMap((file) =>
      readFileSync(path.join(folder, file), 'utf8')
        .replace(/^#.*\n/, '')
        .split(/(?:#\n|\n)---\n/),
    )
    .map((document) => (document.endsWith('\n') ? document : `${document}\n`));
}

function makeVendoredRepository(
  folder: string,
  environments: number,
  header: string,
  documents: readonly string[],
): void {
  for (const name of ['vendor/chart', 'environments', 'node_modules'])
    mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(
    path.join(folder, 'environments/all.ts'),
    `import { Application, Manifests, defineEnvironment } from 'kumiki';
export default Array.from({ length: ${environments} }, (_, index) => defineEnvironment({
  name: \`environment-\${index}\`,
  edition: 1,
  kubernetes: '1.34',
  build(environment) {
    new Manifests(new Application(environment, 'chart'), 'chart', { from: 'vendor/chart' });
  },
}));
`,
  );
  for (const [index, document] of documents.entries())
    writeFileSync(path.join(folder, 'vendor/chart', `object-${index}.yaml`), `${header}${document}`);
}
