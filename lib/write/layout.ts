import type { Finding } from '../errors.ts';
import type { RenderedObject } from '../manifest/object.ts';
import { emitDocument } from './emit-yaml.ts';
import { applicationFolder } from './file-name.ts';
import { HEADER } from './header.ts';
import { nameFiles } from './name-files.ts';

export interface LayoutOptions {
  /** One file an object, or one an application. */
  readonly files: 'resource' | 'application';
}

export interface Layout {
  /** Path below `dist/<env>/`, with `/`, to the whole text; sorted by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

/** The files of one environment. They depend on the objects alone, not on their order. */
export function layoutFiles(objects: readonly RenderedObject[], options: LayoutOptions): Layout {
  const files: [string, string][] = [];
  const findings: Finding[] = [];
  for (const [application, members] of byApplication(objects)) {
    const folder = applicationFolder(application);
    const named = nameFiles(members);
    findings.push(...named.findings);
    if (options.files === 'application') {
      files.push([`${folder}/manifests.yaml`, stream([...named.files.values()])]);
    } else {
      for (const [stem, member] of named.files) files.push([`${folder}/${stem}.yaml`, stream([member])]);
    }
  }
  return { files: new Map(files.toSorted(([a], [b]) => (a < b ? -1 : 1))), findings };
}

function byApplication(objects: readonly RenderedObject[]): Map<string, RenderedObject[]> {
  const applications = new Map<string, RenderedObject[]>();
  for (const object of objects) {
    const members = applications.get(object.application);
    if (members === undefined) applications.set(object.application, [object]);
    else members.push(object);
  }
  return new Map([...applications].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function stream(members: readonly RenderedObject[]): string {
  let text = `${HEADER}\n`;
  let separator = '';
  for (const { object } of members) {
    const document = emitDocument(object);
    text += separator + document;
    separator = separatorBehind(document);
  }
  return text;
}

/**
 * Some readers of streams (kustomize, kubectl's splitter) cut at `\n---`, and with it the line feed that ends a block: an empty line gives them
 * another one. Behind a block that keeps empty lines, a comment ends it.
 */
function separatorBehind(document: string): string {
  return document.endsWith('\n\n') ? '#\n---\n' : '\n---\n';
}
