import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { BumpWorld, pinsAt } from './bump-world.ts';
import type { Desk } from './desk.ts';
import { FaultProxy, type Fault } from './fault-proxy.ts';
import type { JobResult } from './job.ts';
import { listBranches, listPulls, merge, readPull } from './pulls.ts';

const FAULTS: readonly Fault[] = ['refuse', 503, 'lose', 'limit', 'cut', 500, 502, 504];

// Which fault meets which request: `OFFSET=3 npm run e2e -- change/faults` shifts them.
const { OFFSET: offset = '0' } = process.env;

let started: { readonly world: BumpWorld; readonly desk: Desk } | undefined;

beforeAll(async () => {
  const world = await BumpWorld.start({
    environments: { staging: { props: '' } },
    applications: ['users', 'mail', 'shop'],
  });
  started = { world, desk: await world.desk() };
});
beforeEach(() => {
  onTestFailed(() => void process.stderr.write(started?.world.run.errors() ?? ''));
});
afterAll(() => started?.world.stop());

test('whichever two requests in a row of a bump fail, it lands, and the image that its pull request had already stays', async () => {
  const { world, desk } = both();
  const { number } = pullOf(await bump('users', `worker=${await world.push('users', 'w')}`));

  const faults = await forEachRequest(async (build, url) => {
    const image = await world.push('users', build);
    const result = await bump('users', `api=${image}`, ['--build', build, '--source', 'acme/users'], url);

    expect(result).toMatchObject({ code: 0, answer: { action: 'updated', pullRequest: { number } } });
    const branch = 'kumiki/bump/staging/users';
    await desk.checkOut('main');
    expect(await pinsAt(desk, branch, 'staging', 'users')).toMatchObject({ api: { tag: build }, worker: { tag: 'w' } });
    expect(await desk.git('rev-list', '--count', `main..origin/${branch}`)).toBe('1');
    expect((await readPull(world.people.ada, number)).body).toContain(image);
  });

  expect(faults).toBeGreaterThan(15);
  expect(await listPulls(world.people.ada, 'all')).toMatchObject([{ number, state: 'open' }]);
}, 300_000);

test('whichever two requests in a row fail, a hold is seen', async () => {
  const { world, desk } = both();
  await desk.checkOut('main');
  desk.write({ 'environments/staging/holds/mail.json': '{ "reason": "audit" }\n' });
  await desk.push('main', 'Hold mail');
  const image = await world.push('mail', '1');

  const faults = await forEachRequest(async (_, url) => {
    expect(await bump('mail', `api=${image}`, [], url)).toMatchObject({
      code: 3,
      answer: { action: 'refused', notes: [expect.stringContaining('mail is held: audit')] },
    });
  });

  expect(faults).toBeGreaterThan(5);
});

test('whichever two requests in a row fail, what a revert took off is known', async () => {
  const { world, desk } = both();
  const image = await world.push('shop', '1');
  await merge(world.people.ada, pullOf(await bump('shop', `api=${image}`)).number);
  await desk.checkOut('main');
  await desk.git('revert', '--no-edit', '--mainline=1', 'HEAD');
  await desk.git('push', '--quiet', 'origin', 'HEAD:main');

  const faults = await forEachRequest(async (_, url) => {
    expect(await bump('shop', `api=${image}`, [], url)).toMatchObject({
      code: 3,
      answer: { action: 'refused', notes: [expect.stringContaining('a revert or a rollback')] },
    });
  });

  expect(faults).toBeGreaterThan(5);
  expect(await listBranches(world.people.ada)).not.toContain('kumiki/bump/staging/shop');
});

/**
 * Runs a job again and again: its first two requests fail the first time, the second and the third the next, until there is none left to
 * fail.
 *
 * @param job is told which run it is, and the address that it reaches the git host by
 * @returns how often it was run with a fault
 */
async function forEachRequest(job: (run: string, url: string) => Promise<void>): Promise<number> {
  const { world } = both();
  for (let first = 1; ; first += 1) {
    const proxy = await FaultProxy.start(world.run, world.people.bot.url, ({ index }) =>
      Promise.resolve(index === first || index === first + 1 ? faultOf(index) : undefined),
    );
    await job(String(first), proxy.url).catch((cause: unknown) => {
      const failed = proxy.requests.slice(first - 1, first + 1);
      const what = failed.map(({ index, method, path }) => `${faultOf(index)} of ${method} ${path}`).join(', then ');
      throw new Error(`request ${first}: ${what}`, { cause });
    });
    await proxy.stop();
    if (proxy.requests.length < first) return first - 1;
  }
}

function faultOf(request: number): Fault | undefined {
  return FAULTS[(request + Number(offset)) % FAULTS.length];
}

function bump(application: string, image: string, more: readonly string[] = [], url?: string): Promise<JobResult> {
  const { world } = both();
  const args = ['bump', application, image, '--env', 'staging', '--pr', ...more];
  return world.job(args, url ?? world.people.bot.url);
}

function pullOf({ answer, err }: JobResult): { readonly number: number } {
  if (answer.pullRequest === undefined) throw new Error(`no pull request was opened: ${err}`);
  return answer.pullRequest;
}

function both() {
  if (started === undefined) throw new Error('the servers run only while a test does');
  return started;
}
