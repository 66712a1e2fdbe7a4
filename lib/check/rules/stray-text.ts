import type { ObjectRule, Report } from '../rule.ts';

/** What JavaScript makes of a value that is not there, in text. */
const STRAY = /\[object \w+\]|\bundefined\b|\bNaN\b/;

/** In a text of several words, which may be prose or a script, only where it stands for a whole value: `--host=undefined`, `http://undefined/`. */
const STRAY_AMONG_WORDS = /\[object \w+\]|(?<=\w=|\/\/|@)(?:undefined|NaN)\b/;

/**
 * The texts `undefined`, `[object Object]` and `NaN` in a name, an image, a host, an argument or an env value: a value that was not there when the
 * text was put together. Prose and scripts that speak of them are fine: `the result is undefined`, `if (x === undefined)`.
 */
export const strayText: ObjectRule = (object, _, report) => {
  checkText(object.metadata?.name, ['metadata'], 'name', report);
  searchFields(object, [], report);
};

/** Fields that hold no prose, or seldom. */
const FIELDS: ReadonlySet<string> = new Set([
  'image',
  'host',
  'hostname',
  'externalName',
  'namespace',
  'value',
  'serviceName',
  'schedule',
]);
const LISTS: ReadonlySet<string> = new Set(['hostnames', 'hosts', 'command', 'args', 'addresses']);

/** @param path one list that is written over: it is read only where something is found */
function searchFields(object: Readonly<Record<string, unknown>>, path: (string | number)[], report: Report): void {
  for (const key in object) {
    const field = object[key];
    if (typeof field === 'string') {
      if (FIELDS.has(key)) checkText(field, path, key, report);
    } else if (typeof field === 'object') {
      path.push(key);
      if (Array.isArray(field)) searchItems(field, LISTS.has(key), path, report);
      else searchFields(field as Readonly<Record<string, unknown>>, path, report);
      path.pop();
    }
  }
}

function searchItems(items: readonly unknown[], areTexts: boolean, path: (string | number)[], report: Report): void {
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (typeof item === 'object') {
      path.push(index);
      searchFields(item as Readonly<Record<string, unknown>>, path, report);
      path.pop();
    } else if (areTexts) {
      checkText(item, path, index, report);
    }
  }
}

function strayIn(text: string): string | undefined {
  const [stray] = STRAY.exec(text) ?? [];
  return stray !== undefined && /\s/.test(text) ? STRAY_AMONG_WORDS.exec(text)?.[0] : stray;
}

function checkText(text: unknown, above: readonly (string | number)[], key: string | number, report: Report): void {
  const stray = typeof text === 'string' ? strayIn(text) : undefined;
  if (stray === undefined) return;
  const path = ['', ...above, key].join('/');
  const message = `${path} is ${JSON.stringify(text)}: '${stray}' is what becomes of a value that is not there. Mend the expression that makes it.`;
  report({ rule: 'practice/stray-text', severity: 'error', message, path });
}
