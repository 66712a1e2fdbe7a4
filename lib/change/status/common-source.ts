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
