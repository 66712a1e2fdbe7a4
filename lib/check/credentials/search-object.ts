import { groupOf } from '../../manifest/object.ts';
import { whatNameTells } from '../../telling-name.ts';
import { labelOf } from './find-named-values.ts';
import { isCredential } from './is-credential.ts';
import { isQuiet } from './is-quiet.ts';
import { blankTemplates } from './placeholder.ts';
import { searchText } from './search-text.ts';

/** A place in an object that looks like a credential. */
export interface Place {
  /** JSON Pointer. */
  readonly path: string;
  /** Of a text of several lines, from 1. */
  readonly line: number | undefined;
  readonly label: string;
  /** The whole text at the path. Never to be told. */
  readonly text: string;
}

type Fields = Readonly<Record<string, unknown>>;
type Found = (place: Place) => void;

/** Calls back with every place in the texts of an object that looks like a credential. A Secret's own values are not searched. */
export function searchObject(object: Fields, found: Found): void {
  new ObjectSearch(object, found).fields(object, undefined);
}

/** Shorter than what any pattern finds. */
const SHORTEST = 9;
/** `--password`, in a list whose next item is the value. */
const FLAG = /^--?[A-Za-z][\w-]*$/;

class ObjectSearch {
  readonly #found: Found;
  readonly #skipped: ReadonlySet<string>;
  readonly #isConfigMap: boolean;
  /** Written over: a path is made of it only where something is found. */
  readonly #path: (string | number)[] = [];

  constructor({ apiVersion, kind }: Fields, found: Found) {
    this.#found = found;
    this.#skipped = SKIPPED.get(kind) ?? (isBuiltIn(apiVersion) ? TYPED : NONE);
    this.#isConfigMap = kind === 'ConfigMap';
  }

  /** @param above the name of the field that holds them */
  fields(object: Fields, above: string | undefined): void {
    const step = this.#path.length;
    for (const key in object) {
      const value = object[key];
      this.#path[step] = key;
      if (typeof value === 'string') this.#text(value, key === 'value' ? nameOf(object) : key, above);
      else if (typeof value === 'object') {
        if (value !== null && !this.#skipped.has(key)) this.#inside(value, key);
      } else if (typeof value === 'number') this.#number(value, key);
    }
    this.#path.length = step;
  }

  #inside(value: object, key: string): void {
    if (Array.isArray(value)) this.#items(value, key);
    else this.fields(value as Fields, key);
  }

  #items(items: readonly unknown[], key: string): void {
    const step = this.#path.length;
    for (let index = 0; index < items.length; index++) {
      const item: unknown = items[index];
      this.#path[step] = index;
      if (typeof item === 'string') this.#text(item, flagBefore(items, index) ?? key, undefined);
      else if (typeof item === 'object' && item !== null) this.#inside(item, key);
    }
    this.#path.length = step;
  }

  #number(value: number, key: string): void {
    if (value >= 1e5 && whatNameTells(key) === 'password') this.#text(String(value), key, undefined);
  }

  #text(text: string, name: string, above: string | undefined): void {
    if (this.#isConfigMap && above === 'binaryData' && this.#path.length === 2) {
      const bytes = Buffer.from(text, 'base64').toString('utf8');
      // What is no text is searched as it is: a key store, or an image.
      if (!bytes.includes('\uFFFD')) return this.#search(bytes, name, text);
    }
    this.#search(text, name, text);
  }

  #search(text: string, name: string, leaf: string): void {
    if (name === 'caBundle') return;
    const told = whatNameTells(name);
    if (told !== undefined && !NOT_ITS_VALUE.test(text)) {
      const value = blankTemplates(text.trim().replace(/^(?:bearer|token|basic)\s+/i, ''));
      if (isCredential(value, told)) return this.#report(undefined, labelOf(told), leaf);
    }
    if (text.length < SHORTEST || isQuiet(text) || clean.has(text)) return;
    const hits = searchText(text);
    if (hits.length === 0) remember(text);
    const hasLines = hits.length > 0 && /\n./.test(text);
    for (const { line, label } of hits) this.#report(hasLines ? line : undefined, label, leaf);
  }

  #report(line: number | undefined, label: string, text: string): void {
    const path = this.#path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    this.#found({ path, line, label, text });
  }
}

/** Of several lines, or somebody's whole document. */
const NOT_ITS_VALUE = /\n\s*\S|^\s*-----BEGIN|^\s*[{<[]/;

/** What of a kind is not searched: told of by another rule, encrypted, or the description of a schema. */
const SKIPPED: ReadonlyMap<unknown, ReadonlySet<string>> = new Map([
  ['Secret', new Set(['data', 'stringData', 'sops'])],
  ['SealedSecret', new Set(['encryptedData'])],
  ['CustomResourceDefinition', new Set(['versions'])],
  ['Role', new Set(['rules'])],
  ['ClusterRole', new Set(['rules'])],
]);
const NONE: ReadonlySet<string> = new Set();
/** Fields of Kubernetes' own kinds that hold labels, numbers, names and words of its own: half of all that there is. */
const TYPED: ReadonlySet<string> = new Set(
  [
    'affinity backend endpoints from matchExpressions matchLabels metrics ports resources scaleTargetRef securityContext',
    'selector strategy to tolerations topologySpreadConstraints valueFrom volumeMounts',
  ].flatMap((line) => line.split(' ')),
);

function isBuiltIn(apiVersion: unknown): boolean {
  if (typeof apiVersion !== 'string') return false;
  const group = groupOf(apiVersion);
  return !group.includes('.') || group.endsWith('.k8s.io');
}

/** `{ name: 'DB_PASSWORD', value: … }`: variables, headers, parameters. */
function nameOf({ name, key }: Fields): string {
  return typeof name === 'string' ? name : typeof key === 'string' ? key : 'value';
}

function flagBefore(items: readonly unknown[], index: number): string | undefined {
  const before = index > 0 ? items[index - 1] : undefined;
  return typeof before === 'string' && FLAG.test(before) ? before.replace(/^-+/, '') : undefined;
}

/** Texts without anything to find: they come again in the objects of every environment. */
const clean = new Set<string>();
const MOST = 20_000;

function remember(text: string): void {
  if (clean.size >= MOST) clean.clear();
  clean.add(text);
}
