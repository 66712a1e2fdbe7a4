import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that all files of one run share, for what is slow to make and only read: packages, repositories to copy. */
    readonly cache: string;
  }
}

/** @returns what removes it at the end of the run */
export function provideCache(project: TestProject): () => void {
  const cache = mkdtempSync(path.join(realpathSync(tmpdir()), 'kumiki-cache-'));
  project.provide('cache', cache);
  return () => rmSync(cache, { recursive: true, force: true });
}
