import { HEADER } from '../../../lib/write/header.ts';

export const ENVIRONMENTS = ['a', 'b', 'c'];

/** The files of an environment in a version. From one to the next one file, one application or everything changes; applications and a whole environment come and go. */
export function filesOf(environment: string, version: number): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  if (environment === 'c' && version % 5 === 0) return files;
  for (const application of ['one', 'two', 'three']) {
    if (application === 'two' && version % 3 === 0) continue;
    for (const name of ['deployment', 'service', 'config']) {
      const content =
        environment === 'b' && name !== 'config' ? 0 : application === 'three' ? Math.floor(version / 4) : version;
      files.set(`${application}/${name}.yaml`, `${HEADER}\nversion: ${content}\n`);
    }
  }
  return files;
}

/** What others keep in dist: path to content. */
export const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['a/README.md', 'about a'],
  ['a/one/notes.yaml', 'kind: Note'],
  ['a/two/deep/er/keep.txt', 'kept when the application goes'],
  ['b/three/data.json', '{}'],
  ['c/keep.txt', 'kept when the environment goes'],
  ['z/only.txt', 'no environment of ours'],
]);
