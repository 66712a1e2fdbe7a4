import { afterAll, beforeAll, onTestFailed, beforeEach } from 'vitest';
import { startCluster, type Cluster, type StartClusterOptions } from '../servers/start-cluster.ts';

/** A cluster for the tests of one file. Where one fails, the errors in the servers' logs are shown. */
export function useCluster(options: StartClusterOptions = {}): () => Cluster {
  let cluster: Cluster | undefined;
  const started = (): Cluster => {
    if (cluster === undefined) throw new Error('the cluster runs only while a test does');
    return cluster;
  };

  beforeAll(async () => {
    cluster = await startCluster(options);
  });
  beforeEach(() => {
    onTestFailed(() => void process.stderr.write(started().run.errors()));
  });
  afterAll(() => cluster?.stop());
  return started;
}
