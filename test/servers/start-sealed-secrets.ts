import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './answers.ts';
import { freePort } from './free-port.ts';
import { installCrds } from './install-crds.ts';
import { programPath, sharePath } from './module-cache.ts';
import type { Program } from './program.ts';
import type { Cluster } from './start-cluster.ts';

export interface SealedSecretsController {
  /** The newest certificate, as PEM: what `kubeseal --fetch-cert` gives. */
  certificate(): Promise<string>;
  /** Starts it again with the same keys; with `newKey` it makes one more first, as after a renewal. */
  start(options?: { readonly newKey?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

const NAMESPACE = 'kube-system';
/** Where a Pod finds the account that it runs as: the controller looks nowhere else. */
const ACCOUNT_FOLDER = '/run/secrets/kubernetes.io/serviceaccount';

export async function startSealedSecrets(cluster: Cluster): Promise<SealedSecretsController> {
  await installCrds(cluster.api, sharePath('cluster', 'sealed-secrets'));
  const port = await freePort();
  const metrics = await freePort();
  const account = accountFolder(cluster);
  let program: Program | undefined;

  const controller: SealedSecretsController = {
    async certificate() {
      const response = await fetch(`http://127.0.0.1:${port}/v1/cert.pem`);
      return response.text();
    },
    async start({ newKey = false } = {}) {
      // Keys are ordered by the second in which they were made.
      if (newKey) await sleep(1100);
      const { hostname, port: apiPort } = new URL(cluster.api.access.server);
      const args = [
        `--listen-addr=127.0.0.1:${port}`,
        `--listen-metrics-addr=127.0.0.1:${metrics}`,
        ...(newKey ? [`--key-cutoff-time=${nextSecond().toUTCString().replace('GMT', '+0000')}`] : []),
      ];
      program = cluster.run.start(
        'sealed-secrets',
        'unshare',
        [...inOwnRun(account), programPath('sealed-secrets-controller'), ...args],
        {
          env: { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: apiPort, POD_NAMESPACE: NAMESPACE },
        },
      );
      await program.ready(
        async () =>
          (await answers(`http://127.0.0.1:${port}/healthz`)) &&
          (await answers(`http://127.0.0.1:${port}/v1/cert.pem`)),
      );
    },
    async stop() {
      await program?.stop();
    },
  };
  await controller.start();
  return controller;
}

/** Every key so far is older than this. */
function nextSecond(): Date {
  return new Date(Date.now() + 1000);
}

/** A mount namespace of its own, in which /run holds nothing but the account. */
function inOwnRun(account: string): readonly string[] {
  const script = `mount -t tmpfs tmpfs /run && mkdir -p ${ACCOUNT_FOLDER} && cp "$0"/* ${ACCOUNT_FOLDER}/ && exec "$@"`;
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return [...asRoot, '--mount', 'sh', '-c', script, account];
}

function accountFolder({ run, api }: Cluster): string {
  const folder = path.join(run.path, 'sealed-secrets');
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(path.join(folder, 'token'), api.access.token, { mode: 0o600 });
  writeFileSync(path.join(folder, 'ca.crt'), api.access.certificate);
  writeFileSync(path.join(folder, 'namespace'), NAMESPACE);
  return folder;
}
