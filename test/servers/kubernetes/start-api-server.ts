import { randomBytes, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../free-port.ts';
import { KubeClient } from '../kube-client.ts';
import type { Access } from '../kube-request.ts';
import { programPath } from '../module-cache.ts';
import type { RunFolder } from '../run-folder.ts';

export interface ApiServer {
  readonly access: Access;
  /** Private key of service account tokens. */
  readonly keyFile: string;
  readonly certificateFile: string;
}

/** @param controllers whether controllers will run beside it */
export async function startApiServer(run: RunFolder, etcd: string, controllers: boolean): Promise<ApiServer> {
  const server = `https://127.0.0.1:${await freePort()}`;
  const folder = run.folder('kube-apiserver');
  const token = randomBytes(16).toString('hex');
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const tokens = path.join(folder, 'tokens.csv');
  const keyFile = path.join(folder, 'sa.key');
  const publicFile = path.join(folder, 'sa.pub');
  writeFileSync(tokens, `${token},admin,1,"system:masters"\n`, { mode: 0o600 });
  writeFileSync(keyFile, keys.privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  writeFileSync(publicFile, keys.publicKey.export({ type: 'spki', format: 'pem' }));

  const program = run.start('kube-apiserver', programPath('kube-apiserver'), [
    `--etcd-servers=${etcd}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${new URL(server).port}`,
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--cert-dir=${folder}`,
    '--service-cluster-ip-range=10.0.0.0/16',
    `--service-account-issuer=${server}`,
    `--api-audiences=${server}`,
    `--service-account-key-file=${publicFile}`,
    `--service-account-signing-key-file=${keyFile}`,
    `--token-auth-file=${tokens}`,
    '--authorization-mode=RBAC',
    '--allow-privileged=true',
    '--profiling=false',
    // Without a controller nobody makes the default account that the plugin asks for.
    ...(controllers ? [] : ['--disable-admission-plugins=ServiceAccount']),
  ]);
  // The server makes its own certificate.
  const certificateFile = path.join(folder, 'apiserver.crt');
  await program.ready(async () => {
    if (!existsSync(certificateFile)) return false;
    const certificate = readFileSync(certificateFile, 'utf8');
    return (await new KubeClient({ server, certificate, token }).send('GET', '/readyz')).code === 200;
  });
  return {
    access: { server, certificate: readFileSync(certificateFile, 'utf8'), token },
    keyFile,
    certificateFile,
  };
}
