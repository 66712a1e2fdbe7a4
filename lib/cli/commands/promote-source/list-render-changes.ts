import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isError } from '../../../errors.ts';
import { writeAll } from '../../write-all.ts';
import { openRenderer } from '../render/renderer.ts';

/**
 * What the render of an environment would change with other data: paths from the root. The data are in the work tree only meanwhile.
 *
 * @param data path from the root to the whole text
 * @returns nothing where a mistake keeps it from being rendered: whoever writes it tells that
 */
export async function listRenderChanges(
  root: string,
  environment: string,
  data: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const renderer = await openRenderer(root);
  const before = await renderer.render(environment);
  const present = new Map([...data.keys()].map((name) => [name, textOf(path.join(root, name))]));
  writeAll(root, data);
  try {
    const after = await renderer.render(environment);
    if (after.findings.some(isError)) return [];
    const names = new Set([...before.files.keys(), ...after.files.keys()]);
    return [...names].filter((name) => before.files.get(name) !== after.files.get(name));
  } finally {
    writeAll(root, present);
  }
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
