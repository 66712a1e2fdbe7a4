import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type { Finding } from '../errors.ts';
import { isDiskError } from '../disk-error.ts';
import type { ManifestFile } from './find-manifest-files.ts';
import { brokenYaml, toFinding } from './problem.ts';

/** A file as text, or why there is none. */
export type LoadedFile = (ManifestFile & { readonly text: string }) | { readonly finding: Finding };

/** Reads a file as UTF-8, standard input where it has no path. */
export function loadManifestFile(file: ManifestFile): LoadedFile {
  if (file.leavesFolder === true) return { finding: linkOut(file.file) };
  try {
    const bytes = readFileSync(file.path ?? 0);
    return isUtf8(bytes) ? { ...file, text: bytes.toString('utf8') } : { finding: notUtf8(file.file, bytes) };
  } catch (error) {
    if (isDiskError(error)) return { finding: unreadable(file.file, error.code) };
    throw error;
  }
}

function linkOut(file: string): Finding {
  return {
    rule: 'practice/link-out',
    severity: 'info',
    message: `${file}: skipped, for it is a symbolic link out of its folder. Name the file itself to have it checked.`,
    file,
  };
}

function notUtf8(file: string, bytes: Buffer): Finding {
  const problem = brokenYaml(0, 'this is not UTF-8. Save the file in UTF-8.');
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    if (!isUtf8(bytes.subarray(start, end < 0 ? bytes.length : end))) break;
    start = end + 1;
  }
  return toFinding(problem, file, { line, column: 1 });
}

function unreadable(file: string, code: string): Finding {
  return {
    rule: 'server/unreadable-file',
    severity: 'error',
    message: `${file}: cannot be read (${code}). Give this user the right to read it, or leave it out.`,
    file,
  };
}
