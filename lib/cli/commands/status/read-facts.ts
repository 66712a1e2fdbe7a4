import { readOverrides } from '../../../change/freezes/read-overrides.ts';
import { readHold } from '../../../change/holds/hold.ts';
import { readPins, type Pins } from '../../../change/pins.ts';
import type { EnvironmentFacts } from '../../../change/status/environment-status.ts';
import { workloadsOf, type WorkloadStatus } from '../../../change/status/workloads.ts';
import { previewFile, readPreview } from '../../../environment/previews/preview-file.ts';
import { readSource, sourceFile } from '../../../environment/source/source-file.ts';
import { UserError } from '../../../errors.ts';
import type { EnvironmentIndex, IndexedFile } from './repository-index.ts';
import { readWorkloadObjects } from './read-workloads.ts';
import type { RepositoryState } from './repository-state.ts';

export interface FactsQuestion {
  readonly index: ReadonlyMap<string, EnvironmentIndex>;
  readonly environments: readonly string[];
  /** Those of which more than the pins is wanted. */
  readonly isWanted: (application: string) => boolean;
}

export interface AllFactsQuestion extends FactsQuestion {
  /** The names of previews, by the environments that they are. */
  readonly previews: ReadonlyMap<string, string>;
}

/** Told of what cannot be read in a file: it counts as missing, and all else is shown. */
export type TellBroken = (problem: string) => void;

/** What the repository has of environments, with as few processes as there can be. */
export async function readFacts(
  state: RepositoryState,
  { index, environments, isWanted, previews }: AllFactsQuestion,
  tell: TellBroken,
): Promise<readonly EnvironmentFacts[]> {
  const find = (file: string): IndexedFile | undefined => {
    const key = state.files.get(file);
    return key === undefined ? undefined : { file, key };
  };
  const chosen = environments.map((name) => {
    const preview = previews.get(name);
    const files = chooseFiles(index.get(name), isWanted);
    return [
      name,
      {
        ...files,
        source: find(sourceFile(name)),
        preview: preview === undefined ? undefined : find(previewFile(preview)),
      },
    ] as const;
  });
  const files = chosen.flatMap(([, one]) => [
    ...[...one.rendered.values()].flat(),
    ...one.pins.values(),
    ...one.holds.values(),
    ...[one.overrides, one.source, one.preview].flatMap((file) => file ?? []),
  ]);
  const texts = await state.read(files.map(({ key }) => key));
  const pinFiles = chosen.flatMap(([, { pins }]) => [...pins.values()].map(({ file }) => file));
  const ages = await state.ages(pinFiles);
  const textOf = ({ key }: IndexedFile): string => texts.get(key) ?? '';
  const readOne = <T>(read: (text: string, file: string) => T, one: IndexedFile | undefined): T | undefined =>
    one && tryRead(read, textOf(one), one.file, tell);
  return chosen.map(([name, { rendered, pins, holds, overrides, source, preview }]) => ({
    name,
    workloads: mapValues(rendered, (list) => workloadsIn(list, textOf)),
    pins: mapValues(pins, (one) => readOne(readPins, one)),
    holds: mapValues(holds, (one) => readOne(readHold, one)),
    overrides: readOne(readOverrides, overrides) ?? [],
    source: readOne(readSource, source),
    until: readOne(readPreview, preview)?.until,
    changed: new Map(
      [...pins].flatMap(([application, { file }]) => {
        const age = ages?.get(file);
        return age === undefined ? [] : [[application, age] as const];
      }),
    ),
  }));
}

/** The pins of environments that others are compared with. */
export async function readAllPins(
  state: RepositoryState,
  { index, environments, isWanted }: FactsQuestion,
  tell: TellBroken,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Pins>>> {
  const chosen = environments.map((name) => [name, chooseFiles(index.get(name), isWanted).pins] as const);
  const texts = await state.read(chosen.flatMap(([, pins]) => [...pins.values()].map(({ key }) => key)));
  return new Map(
    chosen.map(([name, pins]) => [
      name,
      mapValues(pins, ({ file, key }) => tryRead(readPins, texts.get(key) ?? '', file, tell)),
    ]),
  );
}

function chooseFiles(
  index: EnvironmentIndex | undefined,
  isWanted: (application: string) => boolean,
): EnvironmentIndex {
  const { rendered = new Map(), pins = new Map(), holds = new Map(), overrides } = index ?? {};
  const only = <T>(all: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...all].filter(([application]) => isWanted(application)));
  return { rendered: only(rendered), pins: only(pins), holds: only(holds), overrides };
}

function workloadsIn(files: readonly IndexedFile[], textOf: (file: IndexedFile) => string): readonly WorkloadStatus[] {
  return workloadsOf(files.flatMap((one) => readWorkloadObjects(textOf(one), one.file)));
}

function tryRead<T>(
  read: (text: string, file: string) => T,
  text: string,
  file: string,
  tell: TellBroken,
): T | undefined {
  try {
    return read(text, file);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const problem of error.message.split('\n')) tell(problem);
    return undefined;
  }
}

/** Without those that there is nothing for. */
function mapValues<From, To>(
  map: ReadonlyMap<string, From>,
  to: (value: From) => To | undefined,
): ReadonlyMap<string, To> {
  return new Map(
    [...map].flatMap(([key, value]): readonly (readonly [string, To])[] => {
      const made = to(value);
      return made === undefined ? [] : [[key, made]];
    }),
  );
}
