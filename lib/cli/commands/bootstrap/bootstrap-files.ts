import type { Bootstrap } from '../../../delivery/bootstrap/bootstrap.ts';
import { emitDocument } from '../../../write/emit-yaml.ts';
import { nameFiles } from '../../../write/name-files.ts';

/** First line of each file: it tells which files a later run may write over. */
export const BOOTSTRAP_HEADER =
  '# Made by kumiki bootstrap. Apply it once, and again when this command gives something else.';

/** One stream of YAML, with what a person has to do in comments above. */
export function bootstrapStream(environment: string, { objects, notes }: Bootstrap): string {
  const lines = [
    BOOTSTRAP_HEADER,
    `# The root of ${environment}.`,
    ...notes.flatMap((note) => ['#', ...wrapped(note)]),
  ];
  return `${lines.join('\n')}\n${objects.map((object) => emitDocument(object)).join('---\n')}`;
}

/** A file for each object by name, and README.md with what a person has to do. */
export function bootstrapFiles(environment: string, { objects, notes }: Bootstrap): ReadonlyMap<string, string> {
  const origin = { construct: '', source: () => undefined };
  const named = nameFiles(objects.map((object) => ({ object, application: environment, origin })));
  const readme = `${BOOTSTRAP_HEADER}\n\n${notes.map((note) => `- ${note}`).join('\n')}\n`;
  return new Map([
    ...[...named.files].map(
      ([stem, { object }]) => [`${stem}.yaml`, `${BOOTSTRAP_HEADER}\n${emitDocument(object)}`] as const,
    ),
    ['README.md', readme.replace(/^# (.*)/, `# The root of ${environment}\n\n$1`)],
  ]);
}

const WIDTH = 118;

function wrapped(note: string): readonly string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of note.split(' ')) {
    if (line.length + 1 + word.length > WIDTH && line !== '#') {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
