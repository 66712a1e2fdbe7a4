import { expect, onTestFinished, test } from 'vitest';
import { RepositoryKumiki } from '../../../lib/cli/change/repository-kumiki.ts';
import { ENV, Manifests } from './manifests.ts';

test('what failed to render keeps nothing else from being rendered', async () => {
  const { remote } = await Manifests.make();
  const kumiki = await RepositoryKumiki.open(remote.desk, ENV);
  onTestFinished(() => kumiki.close());
  const render = (environment: string) =>
    kumiki.render({ environment, files: {}, committed: {}, objectFormat: 'sha1' });

  await expect(render('stagign')).rejects.toThrow('stagign');
  expect((await render('staging')).applications).toEqual({ users: ['api', 'worker'], mail: ['mail'] });
});
