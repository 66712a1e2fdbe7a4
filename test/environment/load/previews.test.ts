import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createLoader, loadEnvironments } from '../../../lib/environment/load/load-environments.ts';
import { environmentSource, makeRepository, write } from '../fixture-repository.ts';
import { previewedSource, previewText } from '../previews/preview-source.ts';

const FILE = 'environments/previews/pr-1.json';

function repository(files: Readonly<Record<string, string>> = {}): string {
  return makeRepository({ 'environments/staging.ts': previewedSource(), ...files });
}

async function namesOf(root: string): Promise<readonly string[]> {
  const { environments } = await loadEnvironments(root);
  return environments.map(({ definition }) => definition.name);
}

test('each file is an environment behind its base', async () => {
  const root = repository({ [FILE]: previewText(), 'environments/previews/a.json': previewText() });

  expect(await namesOf(root)).toEqual(['staging', 'staging-a', 'staging-pr-1']);
});

test('a fleet has the previews of each', async () => {
  const fleet = `import { defineEnvironment, previews } from 'kumiki';
const bases = ['eu', 'us'].map((name) => defineEnvironment({ name, edition: 1, kubernetes: '1.34', build() {} }));
export default bases.flatMap((base) => [base, ...previews(base)]);`;
  const root = makeRepository({
    'environments/fleet.ts': fleet,
    [FILE]: previewText('us'),
    'environments/previews/.gitkeep': '',
    'environments/previews/README.md': 'What lies here.',
  });

  expect(await namesOf(root)).toEqual(['eu', 'us', 'us-pr-1']);
});

test('what one repository has never comes into another: each bundle has its own', async () => {
  const roots = ['one', 'two'].map((name) => repository({ [`environments/previews/${name}.json`]: previewText() }));
  const loaders = roots.map((root) => createLoader(root));
  const namesIn = async (index: number): Promise<readonly string[]> => {
    const { environments = [] } = (await loaders[index]?.load()) ?? {};
    return environments.map(({ definition }) => definition.name);
  };

  try {
    expect(await namesIn(0)).toEqual(['staging', 'staging-one']);
    expect(await namesIn(1)).toEqual(['staging', 'staging-two']);
    expect(await namesIn(0)).toEqual(['staging', 'staging-one']);
  } finally {
    for (const loader of loaders) await loader.dispose();
  }
});

test('one loader sees a preview come, change and go; the folder and every file are among its inputs, also before there are any', async () => {
  const root = repository();
  const loader = createLoader(root);
  const load = async () => {
    const { environments, inputs } = await loader.load();
    return {
      names: environments.map(({ definition }) => definition.name),
      inputs: inputs.map((file) => path.relative(root, file)).filter((file) => file.includes('previews')),
    };
  };

  try {
    expect(await load()).toEqual({ names: ['staging'], inputs: ['environments/previews'] });
    write(root, FILE, previewText());
    expect(await load()).toEqual({ names: ['staging', 'staging-pr-1'], inputs: ['environments/previews', FILE] });
    rmSync(path.join(root, FILE));
    expect(await load()).toEqual({ names: ['staging'], inputs: ['environments/previews'] });
  } finally {
    await loader.dispose();
  }
});

test('a loader that ignores previews knows none, also where they are wrong', async () => {
  const { environments } = await loadEnvironments(repository({ [FILE]: 'broken' }), { previews: 'ignored' });

  expect(environments.map(({ definition }) => definition.name)).toEqual(['staging']);
});

const CLOSE = 'kumiki preview close pr-1';

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'is of an unknown base',
    { [FILE]: previewText('stagin') },
    `${FILE}: from is 'stagin', which is no environment. Did you mean 'staging'? Or close it: ${CLOSE}`,
  ],
  [
    'is of a protected base',
    {
      'environments/production.ts': environmentSource('production').replace('build(', 'protected: true, build('),
      [FILE]: previewText('production'),
    },
    `${FILE}: from is 'production', which is protected, and nothing that was not reviewed for it may run beside it. Close it: ${CLOSE}`,
  ],
  [
    'is of a base that is removed',
    { 'environments/staging.ts': previewedSource({ props: 'removed: true,' }), [FILE]: previewText() },
    `${FILE}: from is 'staging', which is removed. Close it: ${CLOSE}`,
  ],
  [
    'is of another preview',
    { 'environments/previews/a.json': previewText(), [FILE]: previewText('staging-a') },
    `${FILE}: from is 'staging-a', which is a preview itself. Close it: ${CLOSE}`,
  ],
  [
    'is of a base that exports none',
    { 'environments/testing.ts': environmentSource('testing'), [FILE]: previewText('testing') },
    `${FILE}: from is 'testing', and environments/testing.ts exports no previews of it. Write there: export default [environment, ...previews(environment)].`,
  ],
  [
    'would take the place of an environment',
    { 'environments/other.ts': environmentSource('staging-pr-1'), [FILE]: previewText() },
    `${FILE}: its environment would be 'staging-pr-1', which is there already, in environments/other.ts. Use another name.`,
  ],
  [
    'is no file of one',
    { 'environments/previews/pr-1.yaml': 'from: staging' },
    'environments/previews/pr-1.yaml: cannot be the file of a preview. It lies in environments/previews/ itself, as NAME.json.',
  ],
  ['has a conflict in it', { [FILE]: '{\n<<<<<<< a\n' }, `${FILE}:2: a merge conflict is not resolved. Resolve it.`],
])('a preview that %s is refused with its file', async (_, files, message) => {
  await expect(loadEnvironments(repository(files))).rejects.toThrow(message);
});

test('previews() of a protected environment is refused at its line', async () => {
  const root = repository({ 'environments/staging.ts': previewedSource({ props: 'protected: true,' }) });

  await expect(loadEnvironments(root)).rejects.toThrow(
    "environments/staging.ts:11: previews(): 'staging' is protected, and nothing that was not reviewed for it may run beside it. Use another environment.",
  );
});

test('a file of environments that cannot be loaded is told alone: it may be what a preview is from', async () => {
  const root = repository({ 'environments/staging.ts': 'throw new Error("no");', [FILE]: previewText() });

  await expect(loadEnvironments(root)).rejects.toThrow(/^environments\/staging\.ts:1: throws Error: no\.$/);
});
