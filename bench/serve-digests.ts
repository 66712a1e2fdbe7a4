import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry on loopback that has every digest that it is asked for: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#checking-if-content-exists-in-the-registry */
export async function serveDigests(): Promise<{ readonly host: string; readonly close: () => void }> {
  const server = createServer(({ url }, response) => {
    const digest = /\/manifests\/(sha256:[0-9a-f]{64})$/.exec(url ?? '')?.[1];
    response.writeHead(
      digest === undefined ? 404 : 200,
      digest === undefined ? {} : { 'docker-content-digest': digest },
    );
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
