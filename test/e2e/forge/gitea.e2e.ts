import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { GITEA_CASES } from '../../forge/gitea/gitea-cases.ts';
import { RunFolder } from '../../servers/run-folder.ts';
import { startGitea, type Gitea } from '../../servers/start-gitea.ts';
import { makePeople, makeWorld, type GiteaPeople } from './gitea-world.ts';

let started: { readonly run: RunFolder; readonly gitea: Gitea; readonly people: GiteaPeople } | undefined;

beforeAll(async () => {
  const run = new RunFolder();
  try {
    const gitea = await startGitea(run);
    started = { run, gitea, people: await makePeople(gitea) };
  } catch (error) {
    await run.stop();
    throw error;
  }
});
beforeEach(() => {
  onTestFailed(() => void process.stderr.write(started?.run.errors() ?? ''));
});
afterAll(() => started?.run.stop());

test.each(GITEA_CASES.map(({ title, run }) => [title, run] as const))('%s', async (_, run) => {
  expect.hasAssertions();
  if (started === undefined) throw new Error('Gitea runs only while a test does');
  await run(await makeWorld(started.gitea, started.people, started.run));
});
