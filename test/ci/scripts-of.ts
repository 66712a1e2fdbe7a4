import { isFields } from '../../lib/fields.ts';
import { documentsOf, type RecipeFile } from './recipes.ts';

/** What hands its text to a shell, in any of the hosts. */
const SHELL_KEYS = new Set(['run', 'script', 'before_script', 'commands', 'command', 'install']);

/** Everything in a recipe that a shell reads. */
export function scriptsOf(file: RecipeFile): readonly string[] {
  if (file.host === 'jenkins') return jenkinsScripts(file.text);
  return documentsOf(file).flatMap((document) => scriptsIn(document));
}

function scriptsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(scriptsIn);
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'args' && Array.isArray(inner)) return textsIn(inner.slice(-1));
    if (SHELL_KEYS.has(key) && !isFields(inner)) return [textsIn(inner).join('\n')];
    return scriptsIn(inner);
  });
}

function textsIn(value: unknown): readonly string[] {
  return [value].flat().filter((one) => typeof one === 'string');
}

function jenkinsScripts(text: string): readonly string[] {
  // Groovy joins such lines before a shell sees them.
  const joined = text.replaceAll(/\\\n/g, '');
  return [...joined.matchAll(/\bsh '''([\s\S]*?)'''|\bsh '([^'\n]*)'/g)].map(([, long, short]) => long ?? short ?? '');
}
