import { startFlux } from '../../servers/flux/start-flux.ts';
import { GitServer } from '../../servers/git/git-server.ts';
import { ENVIRONMENT } from './delivery-source.ts';
import { testDelivery } from './test-delivery.ts';

testDelivery(async (cluster) => {
  const flux = await startFlux(cluster);
  const { url: repository } = await (await GitServer.start(cluster.run)).create('manifests');
  return {
    repository,
    delivery: `flux({ repository: '${repository}', interval: '5s', timeout: '30s' })`,
    // Its stand-in for the source-controller looks twice a second.
    refresh: () => Promise.resolve(),
    refusalOf: (application, commit) => flux.untilFailed(`${ENVIRONMENT}-${application}`, commit),
    untilSynced: (application, commit) => flux.untilSynced(`${ENVIRONMENT}-${application}`, commit),
  };
});
