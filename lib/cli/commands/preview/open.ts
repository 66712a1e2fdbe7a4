import path from 'node:path';
import { openPreview } from '../../../change/preview/open-preview.ts';
import { refuseBase } from '../../../change/preview/refuse-base.ts';
import { refuseName } from '../../../change/preview/refuse-name.ts';
import { refuseUnknownImages } from '../../../change/preview/refuse-unknown-images.ts';
import { untilOf } from '../../../change/preview/until-of.ts';
import type { Pins } from '../../../change/pins.ts';
import { propsOf } from '../../../environment/define-environment.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { previewOf } from '../../../environment/previews/preview.ts';
import type { ChangeOptions } from '../../change/change-options.ts';
import { changeLocally } from '../../change/change-locally.ts';
import { readSettings } from '../../change/read-settings.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { withSession } from '../../change/session.ts';
import { withRetries } from '../../change/with-retries.ts';
import { repositoriesOf, resolveImages } from '../../change/verify-images.ts';
import { findEnvironment } from '../../find-environment.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';
import { readSource, type SourceOptions } from '../bump/read-source.ts';
import { openRenderer } from '../render/renderer.ts';
import { concludePreview } from './conclude-preview.ts';
import { readPreviewOf } from './preview-files.ts';
import { proposeOpening } from './propose-opening.ts';
import { readApplications } from './read-applications.ts';
import { clockOf } from '../../clock-of.ts';

export interface OpenCommandOptions extends ChangeOptions, SourceOptions {
  readonly autoMerge?: true | undefined;
  readonly from: string;
  readonly until: string;
}

/** Opens a preview in the work tree, or updates it, and renders it: all of it, or nothing. */
export async function openCommand(
  name: string,
  words: readonly string[],
  options: OpenCommandOptions,
  io: Io,
): Promise<number> {
  const { from } = options;
  refuseName('preview open', name);
  const now = io.today();
  const until = untilOf(options.until, now);
  refuseWithoutPr(options, ['autoMerge']);
  const source = await readSource(options, io);
  const asked = readApplications(words, source, `preview open ${name} --from ${from}`);
  if (options.pr === true) {
    const request = { name, from, until, images: await resolve(asked, io), autoMerge: options.autoMerge === true };
    const outcome = await withSession(options, await readSettings(options, io), io, (session) =>
      withRetries(session, (base) => proposeOpening(session, base, request)),
    );
    return concludePreview([outcome], options, io);
  }
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  await checkBase(root, from);
  await refuseUnknown(root, from, asked);

  const images = await resolve(asked, io);
  const change = openPreview({ name, from, until, images, present: readPreviewOf(root, name) });
  const environment = change.environment ?? '';
  const changed = await changeLocally(root, change.files, [from, environment], io);
  const files = [...change.files.keys(), ...changed(from), ...changed(environment)];
  return concludePreview([{ ...change, files }], options, io);
}

/** As if there were no previews: what is wrong with another is told when everything is rendered. */
async function checkBase(root: string, from: string): Promise<void> {
  const { environments } = await loadEnvironments(root, { previews: 'ignored' });
  const { definition } = findEnvironment(from, environments, '--from');
  const props = propsOf(definition);
  refuseBase(from, props, previewOf(props) !== undefined);
}

async function refuseUnknown(root: string, from: string, images: Readonly<Record<string, Pins>>): Promise<void> {
  const renderer = await openRenderer(root);
  const { applications, findings } = await renderer.render(from);
  // What cannot be built asks for nothing, and is told when it is rendered.
  if (Object.keys(applications).length === 0 && findings.length > 0) return;
  refuseUnknownImages(from, images, applications);
}

async function resolve(images: Readonly<Record<string, Pins>>, io: Io): Promise<Readonly<Record<string, Pins>>> {
  const clock = clockOf(io);
  const known = { env: io.env, clock, images: Object.values(images).flatMap(repositoriesOf) };
  const resolved = await Promise.all(
    Object.entries(images).map(async ([application, pins]) => [application, await resolveImages(pins, known)] as const),
  );
  return Object.fromEntries(resolved);
}
