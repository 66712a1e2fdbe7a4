import { Construct } from 'constructs';
import picomatch from 'picomatch';
import type { EnvironmentData } from '../../environment/data/environment-data.ts';
import { showValue } from '../../manifest/show-value.ts';
import { report, refuse } from '../refuse.ts';
import { identify, type IdentifiedObject } from './identify.ts';
import { parseFile } from './parse-file.ts';

/** An object, and the construct that stands for its file. */
export interface SourcedObject {
  readonly object: IdentifiedObject;
  readonly construct: Construct;
}

/** Input of other programs, and what `kumiki vendor` keeps: no server takes them. */
const NO_MANIFESTS = /(?:^|\/)(?:kustomization\.ya?ml|Chart\.yaml|vendor\.lock\.json)$/;

/** Every object of the files that `from` stands for, each file read once. What is wrong in them is reported with file and line. */
export function readSources(
  manifests: Construct,
  from: string | readonly string[],
  data: EnvironmentData,
): readonly SourcedObject[] {
  const places = [from].flat();
  const odd = places.find((place) => typeof place !== 'string' || place === '');
  if (places.length === 0 || odd !== undefined) {
    refuse(manifests, `from is ${showValue(odd ?? from)}. Name a file, a folder or a glob, such as 'vendor/redis'.`);
    return [];
  }
  const files = new Map(places.flatMap((place) => filesOf(manifests, place, data)));
  return [...files].flatMap(([path, file]) => objectsOf(manifests, path, file));
}

interface SourceFile {
  readonly text: string;
  /** Whether `from` names this very file: what a folder holds may be something else than manifests. */
  readonly named: boolean;
  /** What its construct is called: the path below the folder. */
  readonly id: string;
}

function filesOf(
  manifests: Construct,
  place: string,
  data: EnvironmentData,
): readonly (readonly [string, SourceFile])[] {
  const normal = place.replace(/^\.\//, '').replace(/\/+$/, '');
  const { base, isGlob } = picomatch.scan(normal);
  const files = data.files(isGlob ? base || '.' : normal);
  const isChosen = isGlob ? picomatch(normal) : () => true;
  const chosen = [...files].filter(([path]) => path === normal || (isChosen(path) && !NO_MANIFESTS.test(path)));
  if (chosen.length === 0)
    refuse(manifests, `from '${place}' holds no .yaml, .yml or .json file. Name a folder or a glob with manifests.`);
  const start = `${isGlob ? base : normal}/`;
  return chosen.map(([path, text]) => [
    path,
    { text, named: path === normal, id: path.startsWith(start) ? path.slice(start.length) : path },
  ]);
}

function objectsOf(manifests: Construct, path: string, { text, named, id }: SourceFile): readonly SourcedObject[] {
  const { objects, findings } = parseFile(path, text);
  if (!named && objects.every(({ object }) => !('apiVersion' in object) && !('kind' in object))) {
    const onlyElse = findings.every(({ rule }) => rule === 'server/not-an-object');
    if (onlyElse) {
      report(manifests, {
        rule: 'practice/not-a-manifest',
        severity: 'info',
        message: `${path}: skipped, for nothing in it has an apiVersion or a kind. Name the file itself where it is a manifest.`,
        file: path,
      });
      return [];
    }
  }
  const construct = new Construct(manifests, manifests.node.tryFindChild(id) === undefined ? id : path);
  // A rounded number is no harm while a file is only checked. Here it would be written.
  for (const finding of findings)
    report(construct, finding.rule === 'practice/large-number' ? { ...finding, severity: 'error' } : finding);
  return objects.flatMap((read) => {
    const identified = identify(read);
    if ('object' in identified) return [{ object: identified.object, construct }];
    report(construct, identified.finding);
    return [];
  });
}
