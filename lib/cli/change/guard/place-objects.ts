import type { PlacedObject } from '../../../change/guard/placed-object.ts';
import { isFields } from '../../../fields.ts';
import type { KubernetesObject } from '../../../manifest/object.ts';
import { expandList } from '../../../read/expand-list.ts';
import { readManifests } from '../../../read/read-manifests.ts';
import { HEADER } from '../../../write/header.ts';
import { tryReadEmitted } from '../../../write/read-emitted.ts';

/** The objects of an environment before and behind a change, without those that are the same in the same folder. */
export interface PlacedObjects {
  readonly before: readonly PlacedObject[];
  readonly after: readonly PlacedObject[];
  /** How many were left out, by folder. */
  readonly unchanged: ReadonlyMap<string, number>;
}

/**
 * Reads what differs, document by document: of a file that holds a whole application, only what changed.
 *
 * @param before texts by their paths below `dist/<env>/`
 * @param isNeeded whether the objects of a text are wanted even where they are the same
 */
export function placeObjects(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  isNeeded: (text: string) => boolean,
): PlacedObjects {
  const [old, now] = [documentsOf(before), documentsOf(after)];
  const unchanged = new Map<string, number>();
  for (const [key, { folder, text }] of old)
    if (now.has(key) && !isNeeded(text)) unchanged.set(folder, (unchanged.get(folder) ?? 0) + 1);
  const differing = (some: Documents, others: Documents): readonly PlacedObject[] =>
    [...some].flatMap(([key, document]) =>
      others.has(key) && !isNeeded(document.text)
        ? []
        : objectsIn(document).map((object) => ({ application: document.folder, object })),
    );
  return { before: differing(old, now), after: differing(now, old), unchanged };
}

/** How many documents a text of ours holds. */
export function countDocuments(text: string): number {
  return text.split(SEPARATOR).length;
}

/** The folder below `dist/<env>/` of a path below it; empty for a file of others that lies in none. */
export function folderOf(file: string): string {
  const slash = file.indexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

interface Document {
  readonly folder: string;
  readonly file: string;
  readonly text: string;
}

/** By folder and text. */
type Documents = ReadonlyMap<string, Document>;

const SEPARATOR = '\n---\n';

function documentsOf(texts: ReadonlyMap<string, string>): Documents {
  const documents = [...texts].flatMap(([file, text]) =>
    splitEmitted(text).map((document): Document => ({ folder: folderOf(file), file, text: document })),
  );
  return new Map(documents.map((document) => [`${document.folder}/${document.text}`, document]));
}

/** As `layoutFiles` joins them. What others wrote is one piece. */
function splitEmitted(text: string): readonly string[] {
  if (!text.startsWith(`${HEADER}\n`)) return [text];
  return text
    .slice(HEADER.length + 1)
    .split(SEPARATOR)
    .map((document) => document.replace(/\n\n#$/, '\n\n'));
}

function objectsIn({ text, file }: Document): readonly KubernetesObject[] {
  const emitted = tryReadEmitted(text);
  const objects: readonly unknown[] =
    emitted === undefined
      ? readManifests(text, file).objects.map(({ object }) => object)
      : expandList(emitted).map(({ object }) => object);
  return objects.filter(isObject);
}

/** Files of others may hold anything. */
function isObject(value: unknown): value is KubernetesObject {
  if (!isFields(value) || typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string') return false;
  const { metadata } = value;
  return isFields(metadata) && typeof metadata['name'] === 'string';
}
