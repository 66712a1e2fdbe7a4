import { createHash } from 'node:crypto';
import path from 'node:path';
import picomatch from 'picomatch';
import { readRenderRequest, type RenderAnswer, type RenderRequest } from '../../../change/render-answer.ts';
import { listRestarts } from '../../../change/restarts.ts';
import { isError } from '../../../errors.ts';
import { objectsIn } from '../../committed-delivery.ts';
import { EXIT } from '../../exit-codes.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { writeAll } from '../../write-all.ts';
import { openRenderer, type Rendering } from './renderer.ts';

/** Bytes: the listing of the largest environment is some megabytes. */
const LARGEST = 256 * 1024 * 1024;

/**
 * Renders an environment as it is and with other data, which it writes, and says what that changes: the part of `bump` and its like that
 * the manifest repository's own version of kumiki does. Leaves dist alone.
 */
export async function renderCommand(options: GlobalOptions, io: Io): Promise<number> {
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const request = readRenderRequest((await io.input.read(LARGEST)).toString('utf8'));
  const renderer = await openRenderer(root, request.environment);
  const before = await renderer.render();
  writeAll(root, new Map(Object.entries(request.files).map(([file, text]) => [file, text ?? undefined])));
  const after = await renderer.render();
  const answer = compare(request, before, after, picomatch([...(renderer.config.foreign ?? [])]));
  io.out(`${JSON.stringify(answer)}\n`);
  return answer.findings.some(isError) ? EXIT.mistake : EXIT.done;
}

function compare(
  { environment, committed, objectFormat }: RenderRequest,
  before: Rendering,
  after: Rendering,
  isListed: (file: string) => boolean,
): RenderAnswer {
  const idOf = (text: string): string =>
    createHash(objectFormat)
      .update(`blob ${Buffer.byteLength(text)}\0`)
      .update(text)
      .digest('hex');
  const isBroken = before.findings.some(isError);
  const drift = [...before.files].flatMap(([file, text]) => (committed[file] === idOf(text) ? [] : [file]));
  const extra = Object.keys(committed).filter((file) => !before.files.has(file) && !after.files.has(file));
  // Where the base gives nothing, what is committed is what it was.
  const isSame = (file: string, text: string | undefined): boolean =>
    isBroken ? text !== undefined && committed[file] === idOf(text) : before.files.get(file) === text;
  const changed = [...new Set([...before.files.keys(), ...after.files.keys()])]
    .filter((file) => !isSame(file, after.files.get(file)))
    .toSorted();
  const textsOf = ({ files }: Rendering) => Object.fromEntries(changed.map((file) => [file, files.get(file) ?? null]));
  const objectsOf = ({ files }: Rendering) => changed.flatMap((file) => objectsIn(files.get(file) ?? '', file));
  return {
    applications: after.applications,
    drift: isBroken ? [`dist/${environment}/`] : drift.toSorted(),
    unlisted: extra.filter((file) => /\.(?:ya?ml|json)$/i.test(file) && !isListed(file)).toSorted(),
    changes: textsOf(after),
    before: textsOf(before),
    restarts: listRestarts(objectsOf(before), objectsOf(after)),
    findings: after.findings,
  };
}
