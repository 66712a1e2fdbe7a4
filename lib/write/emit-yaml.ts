import { tryEmitBlock } from './emit-block.ts';
import { emitNumber, emitString } from './emit-scalar.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Readers give up looking for the colon of a key after 1,024 characters. */
const LONGEST_KEY = 1000;

/** Strings repeat from object to object; past these limits they hardly do. */
const CACHE_SIZE = 20_000;
const CACHED_LENGTH = 120;

const lines = new Map<string, string>();
const keys = new Map<string, string>();

/**
 * A document of YAML that every reader understands alike: block style, two spaces, no anchors, no folding. Keys keep the order they have.
 *
 * @param object plain JSON
 * @throws TypeError for what JSON cannot hold: earlier stages refuse it with its path
 */
export function emitDocument(object: Fields): string {
  return isEmpty(object) ? '{}\n' : emitFields(object, '', '');
}

/** `lead` stands before the first key instead of `pad`: nothing, behind the dash of a list. */
function emitFields(object: Fields, pad: string, lead: string): string {
  let text = '';
  let start = lead;
  for (const key of Object.keys(object)) {
    text += start + emitKey(key, pad) + emitValue(object[key], pad);
    start = pad;
  }
  return text;
}

function emitItems(items: readonly unknown[], pad: string, lead: string): string {
  const inner = `${pad}  `;
  let text = '';
  let start = lead;
  for (const item of items) {
    if (typeof item === 'object' && item !== null && !isEmpty(item)) {
      text += `${start}- ${Array.isArray(item) ? emitItems(item, inner, '') : emitFields(item as Fields, inner, '')}`;
    } else {
      text += `${start}-${emitValue(item, pad)}`;
    }
    start = pad;
  }
  return text;
}

/** Lists that are frozen, with all that is in them, are those of many objects: the rules of all Roles, or of a vendored chart. */
const shared = new WeakMap<readonly unknown[], { readonly pad: string; readonly text: string }>();

function emitShared(items: readonly unknown[], pad: string): string {
  const known = shared.get(items);
  if (known?.pad === pad) return known.text;
  const text = emitItems(items, pad, pad);
  shared.set(items, { pad, text });
  return text;
}

/** What stands behind `key:` or `-`, to the end of the line or of the block. */
function emitValue(value: unknown, pad: string): string {
  switch (typeof value) {
    case 'string':
      return lines.get(value) ?? emitNewString(value, pad);
    case 'number':
      return ` ${emitNumber(value)}\n`;
    case 'boolean':
      return value ? ' true\n' : ' false\n';
    case 'object': {
      if (value === null) return ' null\n';
      if (isEmpty(value)) return Array.isArray(value) ? ' []\n' : ' {}\n';
      const inner = `${pad}  `;
      if (!Array.isArray(value)) return `\n${emitFields(value as Fields, inner, inner)}`;
      return `\n${Object.isFrozen(value) ? emitShared(value, inner) : emitItems(value, inner, inner)}`;
    }
    default:
      throw new TypeError(`${typeof value} has no place in a manifest`);
  }
}

function emitNewString(value: string, pad: string): string {
  if (value.includes('\n')) {
    const block = tryEmitBlock(value, pad);
    if (block !== undefined) return ` ${block}`;
  }
  return remember(lines, value, ` ${emitString(value)}\n`);
}

function emitKey(key: string, pad: string): string {
  return keys.get(key) ?? emitNewKey(key, pad);
}

function emitNewKey(key: string, pad: string): string {
  const text = emitString(key);
  return text.length > LONGEST_KEY ? `? ${text}\n${pad}:` : remember(keys, key, `${text}:`);
}

function remember(cache: Map<string, string>, value: string, text: string): string {
  if (value.length > CACHED_LENGTH) return text;
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(value, text);
  return text;
}

function isEmpty(value: object): boolean {
  // oxlint-disable-next-line guard-for-in no-unreachable-loop -- the first key answers, without a list of all
  for (const _ in value) return false;
  return true;
}
