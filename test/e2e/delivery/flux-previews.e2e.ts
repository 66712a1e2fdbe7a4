import { startFlux } from '../../servers/flux/start-flux.ts';
import { GitServer } from '../../servers/git/git-server.ts';
import { testPreviews } from './test-previews.ts';

testPreviews(async (cluster) => {
  await startFlux(cluster);
  const { url: repository } = await (await GitServer.start(cluster.run)).create('manifests');
  const home = 'flux-system';
  return {
    repository,
    delivery: `flux({ repository: '${repository}', interval: '5s', timeout: '30s' })`,
    home,
    objectOf: (name) => ({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      namespace: home,
      name,
    }),
    // Its stand-in for the source-controller looks twice a second.
    refresh: () => Promise.resolve(),
  };
});
