import { unguarded } from '../../environment/purity/unguarded.ts';
import type { Position } from '../../read/positions.ts';
import { readManifests, type ReadManifests } from '../../read/read-manifests.ts';
import { tryReadEmitted } from '../../write/read-emitted.ts';

interface Parsed {
  readonly text: string;
  readonly manifests: ReadManifests;
}

/** Environments share what was read of a file, however often it is asked for: a chart is parsed once a run. */
const parsed = new Map<string, Parsed>();

/** The objects of a file, frozen: who wants another one makes a copy. */
export function parseFile(path: string, text: string): ReadManifests {
  const known = parsed.get(path);
  if (known?.text === text) return known.manifests;
  const manifests = tryReadRendered(text, path) ?? readSlowly(text, path);
  for (const { object } of manifests.objects) freeze(object);
  parsed.set(path, { text, manifests });
  return manifests;
}

function readSlowly(text: string, path: string): ReadManifests {
  // The package `yaml` asks an environment variable at every token.
  return unguarded(() => readManifests(text, path));
}

/** What kumiki itself wrote, as vendored charts are: a line of comment and one document. */
function tryReadRendered(text: string, file: string): ReadManifests | undefined {
  const start = text.startsWith('# Rendered by kumiki') ? text.indexOf('\n') + 1 : 0;
  const object = start > 0 ? tryReadEmitted(text.slice(start)) : undefined;
  if (object === undefined) return undefined;
  const position = (path: string): Position | undefined => readSlowly(text, file).objects[0]?.position(path);
  return { objects: [{ object, file, line: 2, position }], findings: [] };
}

/** In depth. What an anchor shares is frozen already when it is met again. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const field of Object.values(value)) freeze(field);
}
