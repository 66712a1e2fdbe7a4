import type { Pins, PinSource } from '../pins.ts';

/** What an application was built from: what all its pins agree on. */
export function commonSource(pins: Pins): PinSource {
  const sources = Object.values(pins).map(({ source }) => source ?? {});
  const common = (key: keyof PinSource): PinSource => {
    const [first, ...others] = new Set(sources.map((source) => source[key]));
    return first === undefined || others.length > 0 ? {} : { [key]: first };
  };
  return { ...common('repository'), ...common('commit'), ...common('build') };
}

/** What each image was built from, by its name in the pins: nothing where one source says it all. */
export function differentSources(pins: Pins): { readonly sources?: Readonly<Record<string, PinSource>> } {
  const sources = Object.entries(pins).map(([name, { source }]) => [name, source ?? {}] as const);
  const distinct = new Set(
    sources.map(([, { repository, commit, build }]) => JSON.stringify([repository, commit, build])),
  );
  return distinct.size < 2 ? {} : { sources: Object.fromEntries(sources) };
}
