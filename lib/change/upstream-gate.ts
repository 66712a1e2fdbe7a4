import type { PinsVersion } from './pin-history.ts';
import { imageOf, isSameImage, type Pin, type Pins } from './pins.ts';

/** What an upstream says about an application. */
export interface Upstream {
  readonly name: string;
  /** What it has on the base branch. */
  readonly pins: Pins;
  /** What it had, the newest first. */
  readonly history: readonly (PinsVersion & { readonly time: number })[];
  /** What its CD tool has reported; `unasked` where no gate wants it. */
  readonly health: 'healthy' | 'unhealthy' | 'silent' | 'unasked';
}

export interface UpstreamQuestion {
  readonly environment: string;
  readonly application: string;
  readonly wanted: Pins;
  readonly upstreams: readonly Upstream[];
  /** Milliseconds. */
  readonly minSoak: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What passes all that, where the command at hand has it: `add --hotfix`. @default nothing does */
  readonly wayOut?: string | undefined;
}

/** Why an environment may not have images yet: what does not run in each upstream, has not for long enough, or does not run well. */
export function upstreamObjection(question: UpstreamQuestion): string | undefined {
  for (const upstream of question.upstreams) {
    const objection = objectionOf(upstream, question);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

function objectionOf(
  upstream: Upstream,
  { environment, application, wanted, minSoak, now, wayOut }: UpstreamQuestion,
): string | undefined {
  const or = wayOut === undefined ? '' : `, or ${wayOut}`;
  const { name, pins, health } = upstream;
  for (const [image, pin] of Object.entries(wanted)) {
    const there = pins[image];
    if (there === undefined || !isSameImage(there, pin))
      return `${environment}: takes images from ${name}, which has ${there === undefined ? `no '${image}'` : imageOf(there)} and not ${imageOf(pin)}. Merge it there first${or}.`;
    const since = sinceWhen(image, pin, upstream.history);
    const soaked = since === undefined ? 0 : now - since * 1000;
    if (soaked < minSoak)
      return `${environment}: ${imageOf(pin)} has run in ${name} for ${spanOf(soaked)}, and has to for ${spanOf(minSoak)}. Wait${or}.`;
  }
  if (health === 'unhealthy')
    return `${environment}: the CD tool of ${name} reports ${name}-${application} as not healthy. Mend it there first${or}.`;
  if (health === 'silent')
    return `${environment}: the CD tool of ${name} has not reported ${name}-${application} as healthy: no commit status names it. ${wayOut === undefined ? 'Wait for it, or set up its notifications.' : `Wait for it, set up its notifications${or}.`}`;
  return undefined;
}

/** When the image came that is there now, in seconds since 1970; undefined where the history does not say. */
export function sinceWhen(name: string, pin: Pin, history: Upstream['history']): number | undefined {
  return arrivalOf(history, ({ pins }) => {
    const there = pins?.[name];
    return there !== undefined && isSameImage(there, pin);
  })?.time;
}

/**
 * The version by which a file came to say what it says now.
 *
 * @param history the newest first
 * @returns undefined where the newest version does not say it, as what is in no commit has not come yet
 */
export function arrivalOf<V>(history: readonly V[], saysIt: (version: V) => boolean): V | undefined {
  const other = history.findIndex((version) => !saysIt(version));
  return other === 0 ? undefined : history.at(other < 0 ? -1 : other - 1);
}

/** `3 h 20 min`. */
export function spanOf(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [days > 0 ? `${days} d` : '', hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''];
  return parts.filter((part) => part !== '').join(' ') || '0 min';
}
