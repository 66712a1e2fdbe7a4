import { setTimeout as sleep } from 'node:timers/promises';
import type { GiteaClient } from '../../servers/gitea-client.ts';
import { seeded } from '../../schema/random-value.ts';
import type { Desk } from './desk.ts';
import { listPulls, pressMerge, type Pull } from './pulls.ts';

/** Somebody who works on main while the jobs run: pushes to it, and merges what is open. */
export class BusyPerson {
  readonly #person: GiteaClient;
  readonly #desk: Desk;
  readonly #random: () => number;
  readonly #left: Pull[] = [];
  #isDone = false;
  #pushes = 0;
  #merges = 0;
  #loop: Promise<void> = Promise.resolve();

  constructor(person: GiteaClient, desk: Desk, seed: number) {
    this.#person = person;
    this.#desk = desk;
    this.#random = seeded(seed);
  }

  get counts(): Readonly<Record<string, number>> {
    return { 'pushes to main': this.#pushes, merges: this.#merges };
  }

  start(): void {
    this.#loop = this.#work();
  }

  async stop(): Promise<void> {
    this.#isDone = true;
    await this.#loop;
    await this.#tidy(0);
  }

  async #work(): Promise<void> {
    while (!this.#isDone) {
      await sleep(500 + this.#random() * 1500);
      // Somebody else is faster now and then.
      await (this.#random() < 0.4 ? this.#push() : this.#merge()).catch(() => undefined);
      await this.#tidy(3);
    }
  }

  async #push(): Promise<void> {
    await this.#desk.checkOut('main');
    this.#desk.write({ [`notes/${this.#pushes}.md`]: 'A note.\n' });
    await this.#desk.push('main', 'Note something');
    this.#pushes += 1;
  }

  async #merge(): Promise<void> {
    const open = await listPulls(this.#person, 'open');
    const pull = open[Math.floor(this.#random() * open.length)];
    if (pull === undefined) return;
    const removesBranch = this.#random() < 0.5;
    await pressMerge(this.#person, pull, removesBranch);
    this.#merges += 1;
    if (!removesBranch) this.#left.push(pull);
  }

  /** Branches that a merge has left go some time later, if nobody has used them since. */
  async #tidy(kept: number): Promise<void> {
    while (this.#left.length > kept) {
      const { ref, sha } = this.#left.shift()?.head ?? { ref: '', sha: '' };
      const lease = `--force-with-lease=refs/heads/${ref}:${sha}`;
      await this.#desk.git('push', '--quiet', lease, 'origin', `:refs/heads/${ref}`).catch(() => undefined);
    }
  }
}
