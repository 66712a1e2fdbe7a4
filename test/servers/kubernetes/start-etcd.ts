import { answers } from '../answers.ts';
import { freePort } from '../free-port.ts';
import { programPath } from '../module-cache.ts';
import type { RunFolder } from '../run-folder.ts';

/** Gives the URL for its client, the API server. */
export async function startEtcd(run: RunFolder): Promise<string> {
  const [client, peer] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
  const etcd = run.start('etcd', programPath('etcd'), [
    `--data-dir=${run.folder('etcd')}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
  ]);
  await etcd.ready(() => answers(`${client}/health`));
  return client;
}
