import { writeFileSync } from 'node:fs';

/** Writes the kubeconfig of one account, and gives its path. */
export function writeKubeconfig(file: string, server: string, certificateFile: string, token: string): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'cluster', cluster: { server, 'certificate-authority': certificateFile } }],
    users: [{ name: 'user', user: { token } }],
    contexts: [{ name: 'context', context: { cluster: 'cluster', user: 'user' } }],
    'current-context': 'context',
  };
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}
