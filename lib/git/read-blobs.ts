import type { Git } from './git.ts';

/** In one process: what it prints is one text in memory. */
const MOST = 10_000;

/** The texts of objects by their ids, with one process for thousands of them. What the repository lacks is left out. */
export async function readBlobs(git: Git, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  const texts = new Map<string, string>();
  for (let start = 0; start < wanted.length; start += MOST) {
    const some = wanted.slice(start, start + MOST);
    // One after the other, so that only one of them is in memory.
    // oxlint-disable-next-line no-await-in-loop
    const { out } = await git.tryRun(['cat-file', '--batch'], `${some.join('\n')}\n`);
    for (const [id, text] of splitBatch(out, some)) texts.set(id, text);
  }
  return texts;
}

/** The same in one request where a clone has none of them yet. */
export async function fetchBlobs(git: Git, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length > 1) await prefetchBlobs(git, wanted);
  return readBlobs(git, wanted);
}

/** Only saves requests: what does not come now is asked for one by one. */
export async function prefetchBlobs(git: Git, ids: readonly string[]): Promise<void> {
  const { code, out } = await git.tryRun(['config', '--get', 'remote.origin.partialclonefilter']);
  if (code !== 0 || out.trim() === '') return;
  // It may be a person's own clone.
  const kept = ['--no-tags', '--no-prune', '--no-recurse-submodules', '--no-write-fetch-head', '--no-auto-gc'];
  const args = ['fetch', '--quiet', ...kept, '--filter=blob:none'];
  await git.tryRun(['-c', 'fetch.negotiationAlgorithm=noop', ...args, 'origin', '--stdin'], `${ids.join('\n')}\n`);
}

/** `<id> blob <size>`, a line feed, the content and a line feed: by the ids, as sizes count bytes and not characters. */
function* splitBatch(out: string, ids: readonly string[]): Generator<readonly [string, string]> {
  let start = 0;
  for (const [index, id] of ids.entries()) {
    const next = ids[index + 1];
    const end = next === undefined ? out.length - 1 : out.indexOf(`\n${next} `, start);
    const content = out.indexOf('\n', start) + 1;
    if (end < 0) return;
    if (out.startsWith(`${id} blob `, start)) yield [id, out.slice(content, end)];
    start = end + 1;
  }
}
