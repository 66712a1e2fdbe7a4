import { gunzipSync } from 'node:zlib';
import { UserError } from '../errors.ts';

/** Files by their path below the chart's own folder. */
export type ChartFiles = ReadonlyMap<string, Uint8Array>;

const BLOCK = 512;
/** What an archive may be unpacked: helm's own limit for a chart is 100 MB. */
const LARGEST = 256 * 1024 * 1024;

/**
 * The files of a packaged chart (`.tgz`), without the folder that all of them are in. Links and devices are passed over, as helm does.
 *
 * @throws a UserError where it is no such archive
 */
export function readArchive(bytes: Uint8Array, where: string): ChartFiles {
  const tar = unzip(bytes, where);
  const files = new Map<string, Uint8Array>();
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const header = tar.subarray(at, at + BLOCK);
    const size = Number.parseInt(textOf(header, 124, 12).trim() || '0', 8);
    const type = String.fromCharCode(header[156] ?? 0);
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (!Number.isSafeInteger(size) || size < 0 || content.length !== size || textOf(header, 257, 5) !== 'ustar')
      throw noArchive(where);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'L') longName = textOf(content, 0, size);
    else if (type === 'x') longName = paxName(content) ?? longName;
    else if (type !== 'g') {
      const path = pathOf(longName ?? nameOf(header), where);
      if ((type === '0' || type === '\0') && path !== '') files.set(path, content);
      longName = undefined;
    }
  }
  if (files.size === 0) throw noArchive(where);
  return files;
}

function unzip(bytes: Uint8Array, where: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch (cause) {
    throw noArchive(where, cause);
  }
}

function noArchive(where: string, cause?: unknown): UserError {
  return new UserError(
    `${where}: is no packaged chart, or a broken one. Make it with 'helm package', or fetch it again.`,
    {
      cause,
    },
  );
}

/** A name of over 100 bytes has its start in another field. */
function nameOf(header: Uint8Array): string {
  const prefix = textOf(header, 345, 155);
  const name = textOf(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

function paxName(content: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(Buffer.from(content).toString('utf8'))?.[1];
}

/** Below the folder that the archive has; nothing leads out of it. */
function pathOf(name: string, where: string): string {
  const [, ...steps] = name.replaceAll('\\', '/').replace(/^\.\//, '').split('/');
  if (steps.includes('..') || name.startsWith('/'))
    throw new UserError(`${where}: holds '${name}', which leads out of the chart. Do not use this archive.`);
  return steps.filter((step) => step !== '' && step !== '.').join('/');
}

function textOf(bytes: Uint8Array, start: number, length: number): string {
  const text = Buffer.from(bytes.subarray(start, start + length)).toString('utf8');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
