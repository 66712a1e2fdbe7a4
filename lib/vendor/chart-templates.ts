import { readArchive, type ChartFiles } from './read-archive.ts';

const PACKAGED = /^((?:.*\/)?charts\/)([^/]+)\.tgz$/;

/** The chart's files with its packaged subcharts, and theirs, as folders: their templates can be read, and helm takes both. */
export function unpackSubcharts(files: ChartFiles, where: string): ChartFiles {
  const unpacked = new Map<string, Uint8Array>();
  for (const [path, content] of files) {
    const [, folder, name] = PACKAGED.exec(path) ?? [];
    if (folder === undefined || name === undefined) {
      unpacked.set(path, content);
      continue;
    }
    for (const [inner, bytes] of unpackSubcharts(readArchive(content, `${where}/${path}`), `${where}/${path}`))
      unpacked.set(`${folder}${name}/${inner}`, bytes);
  }
  return unpacked;
}

/** Whether a file of a chart holds templates that are rendered: `tpl` renders values too. Notes are not part of the result. */
export function isTemplate(path: string): boolean {
  if (path.endsWith('NOTES.txt')) return false;
  return /(?:^|\/)templates\//.test(path) || /(?:^|\/)values\.ya?ml$/.test(path);
}
