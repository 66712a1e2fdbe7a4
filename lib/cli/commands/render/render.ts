import path from 'node:path';
import picomatch from 'picomatch';
import {
  readRenderRequest,
  type RenderAnswer,
  type RenderFailure,
  type RenderGreeting,
  type RenderRequest,
} from '../../../change/render-answer.ts';
import { listRestarts } from '../../../change/restarts.ts';
import { isError, UserError } from '../../../errors.ts';
import { blobId } from '../../../git/blob-id.ts';
import { objectsIn } from '../../committed-delivery.ts';
import { EXIT } from '../../exit-codes.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { writeAll } from '../../write-all.ts';
import { openRenderer, type Renderer, type Rendering } from './renderer.ts';

/**
 * The part of `bump` and its like that the manifest repository's own version of kumiki does: says the policies of its environments in one
 * line of JSON, then answers each line that it is given with one of its own. For each it renders an environment as it is and with other
 * data, which it writes, and says what that changes. Leaves dist alone.
 */
export async function renderCommand(options: GlobalOptions, io: Io): Promise<number> {
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const say = (value: RenderGreeting | RenderAnswer | RenderFailure): void => io.out(`${JSON.stringify(value)}\n`);
  try {
    const renderer = await openRenderer(root);
    say({ environments: renderer.policies });
    for await (const line of io.input.lines()) say(await answer(root, renderer, readRenderRequest(line)));
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    say({ error: error.message });
    return EXIT.mistake;
  }
}

async function answer(root: string, renderer: Renderer, request: RenderRequest): Promise<RenderAnswer> {
  const before = await renderer.render(request.environment);
  writeAll(root, new Map(Object.entries(request.files).map(([file, text]) => [file, text ?? undefined])));
  const after = await renderer.render(request.environment);
  return compare(request, before, after, picomatch([...(renderer.config.foreign ?? [])]));
}

function compare(
  { environment, committed, objectFormat }: RenderRequest,
  before: Rendering,
  after: Rendering,
  isListed: (file: string) => boolean,
): RenderAnswer {
  const idOf = (text: string): string => blobId(text, objectFormat);
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
