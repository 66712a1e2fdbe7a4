import type { Message } from 'esbuild';
import { didYouMean } from '../../did-you-mean.ts';
import { UserError } from '../../errors.ts';
import type { Modules } from './share-own-modules.ts';

/** Warnings of esbuild for code that cannot mean what it says. tsc, which does not run here, refuses it too. */
const MISTAKES = new Set([
  'import-is-undefined',
  'call-import-namespace',
  'duplicate-object-key',
  'duplicate-class-member',
]);

export function isMistake({ id, text }: Message): boolean {
  return MISTAKES.has(id) || text.startsWith('Cannot find base config file');
}

/**
 * All that esbuild found, a line each: `environments/production.ts:3:22: what is wrong. What to do.`
 *
 * @param tree put behind each place, where the files are of a commit: ` of commit abc1234`
 */
export function explainBuildFailure(messages: readonly Message[], modules: Modules, tree = ''): UserError {
  return new UserError([...new Set(messages.map((message) => explain(message, modules, tree)))].join('\n'));
}

function explain(message: Message, modules: Modules, tree: string): string {
  const { location } = message;
  const file = location === null ? 'environments/' : `${location.file}:${location.line}:${location.column + 1}`;
  const place = `${file}${tree}`;
  for (const [pattern, explanation] of EXPLANATIONS) {
    const found = pattern.exec(message.text);
    if (found !== null) return `${place}: ${explanation(found.slice(1), message, modules)}`;
  }
  return `${place}: ${message.text.replace(/\.$/, '')}. ${adviceOf(message)}`;
}

type Explanation = (found: readonly (string | undefined)[], message: Message, modules: Modules) => string;

const EXPLANATIONS: readonly (readonly [RegExp, Explanation])[] = [
  [/^Could not resolve "(\..*|\/.*)"$/, ([file]) => `there is no file '${file}'. Mend the path, or make the file.`],
  [
    /^Cannot import the address "(.+)"$/,
    ([address]) => `'${address}' is an address. Install what is there as a package, and import that.`,
  ],
  [
    /^Not in the commit: "(.+)"$/,
    ([file]) => `it leads to ${file}, which that commit does not have. Import a file that is committed.`,
  ],
  [/^Could not resolve "(.+)"$/, ([name], { notes }) => missingPackage(name ?? '', notes)],
  [
    /^No matching export in "(.+)" for import "(.+)"$/,
    ([from, name], message, modules) => missingExport(from, name, message, modules),
  ],
  [
    /^Import "(.+)" will always be undefined because there is no matching export in "(.+)"$/,
    ([name, from], message, modules) => missingExport(from, name, message, modules),
  ],
  [
    /^No loader is configured for "(.+)" files/,
    ([type]) => `a ${type} file cannot be imported. Use JSON, or file('path/in/the/repository') as the value.`,
  ],
  [/^Duplicate (?:key|member) "(.+)"/, ([key]) => `'${key}' is there twice. Remove one of the two.`],
  [
    /^Cannot assign to "(.+)" because it is a constant/,
    ([name]) => `'${name}' is a constant and cannot be assigned. Declare it with let.`,
  ],
  [
    /^Cannot find base config file "(.+)"/,
    ([file]) => `there is no file '${file}' to extend. Mend the path, or run 'npm install'.`,
  ],
];

function missingPackage(name: string, notes: Message['notes']): string {
  const [note] = notes;
  const installed = note?.text.includes('package') === true && !note.text.startsWith('You can mark');
  if (installed)
    return `'${name}' cannot be imported: ${note.text.replace(/:$/, '')}. Use a path that the package exports.`;
  const [owner, second] = name.split('/');
  const packageName = owner?.startsWith('@') === true ? `${owner}/${second}` : owner;
  return `there is no package '${packageName}'. Run 'npm install ${packageName}', or mend the name.`;
}

function missingExport(from = '', name = '', { location }: Message, modules: Modules): string {
  const own = from.replace(/^kumiki-own:/, '');
  const guess = location?.suggestion || didYouMean(name, Object.keys(modules.get(own) ?? {}));
  const unknown = modules.has(own) ? 'Mend the name.' : 'Mend the name, or export it.';
  const advice = guess === undefined ? unknown : `Did you mean '${guess}'?`;
  return `'${own}' has no export '${name}'. ${advice}`;
}

function adviceOf({ notes, id }: Message): string {
  const [note] = notes;
  if (id === 'call-import-namespace') return 'Import the function by its name.';
  return note?.text.startsWith('Consider') === true ? `${note.text.replace(/ here:$/, '')}.` : 'Mend the syntax.';
}
