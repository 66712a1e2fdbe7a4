import { setTimeout as sleep } from 'node:timers/promises';
import type { GiteaClient } from '../../servers/gitea-client.ts';
import { seeded } from '../../schema/random-value.ts';
import type { Decide, Fault, Push } from './fault-proxy.ts';
import { REPOSITORY } from './people.ts';
import { LOST_RACES, type PushRejections } from './push-rejections.ts';

const FAULTS: readonly Fault[] = ['refuse', 'lose', 'cut', 'limit', 500, 502, 503, 504];
/** How likely each is. */
const [DELAY, FAULT, REJECTION, RIVAL] = [0.3, 0.06, 0.25, 0.15];
/** Milliseconds. */
const LONGEST_DELAY = 400;

/** What goes wrong on the way, by chance; for each job a chance of its own, so that one seed gives it the same again. */
export class RandomFaults {
  readonly #seed: number;
  readonly #rejections: PushRejections;
  readonly #rival: GiteaClient;
  readonly #before: number;
  readonly #counts = new Map<string, number>();

  /** @param rival who makes a branch of the same name a moment earlier */
  constructor(seed: number, rejections: PushRejections, rival: GiteaClient) {
    this.#seed = seed;
    this.#rejections = rejections;
    this.#rival = rival;
    this.#before = rejections.count;
  }

  /** How often each went wrong. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts, ['rejected push', this.#rejections.count - this.#before]].toSorted());
  }

  /** @param job its number */
  of(job: number): Decide {
    const random = seeded(this.#seed * 1000 + job);
    return async ({ push }) => {
      // As many numbers for each request, whatever comes of it.
      const [delay, length, fault, kind, rejection, rival] = Array.from({ length: 6 }, random);
      if (isLess(delay, DELAY)) {
        this.#count('delay');
        await sleep((length ?? 0) * LONGEST_DELAY);
      }
      if (push !== undefined && isLess(rival, RIVAL)) await this.#race(push);
      else if (push !== undefined && isLess(rejection, REJECTION)) this.#rejections.add(pick(LOST_RACES, kind));
      if (!isLess(fault, FAULT)) return undefined;
      const chosen = pick(FAULTS, kind);
      this.#count(`fault ${chosen}`);
      return chosen;
    };
  }

  /** Somebody makes the branch that is about to be pushed for the first time, with nothing on it. */
  async #race({ ref, before }: Push): Promise<void> {
    if (!/^0+$/.test(before)) return;
    const name = ref.replace('refs/heads/', '');
    const made = await this.#rival
      .ask('POST', `${REPOSITORY}/branches`, { new_branch_name: name, old_branch_name: 'main' })
      .then(() => true)
      .catch(() => false);
    if (made) this.#count('rival branch');
  }

  #count(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }
}

function isLess(number: number | undefined, limit: number): boolean {
  return number !== undefined && number < limit;
}

function pick<T>(all: readonly T[], random = 0): T {
  const chosen = all[Math.floor(random * all.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}
