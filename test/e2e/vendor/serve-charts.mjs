import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

/**
 * Serves one packaged chart on loopback both ways that helm knows: as a repository (`/index.yaml`) and as an OCI registry (`/v2/`).
 *
 * @param {{ name: string, version: string, archive: Buffer }} chart
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function serveCharts(chart) {
  const answers = new Map([...repository(chart), ...registry(chart)]);
  const server = createServer((request, response) => {
    const answer = answers.get(request.url);
    if (answer === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { type, body } = answer;
    response.writeHead(200, {
      'content-type': type,
      'content-length': body.length,
      'docker-content-digest': digestOf(body),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, close: () => new Promise((resolve) => server.close(resolve)) };
}

function repository({ name, version, archive }) {
  const index = {
    apiVersion: 'v1',
    entries: { [name]: [{ name, version, apiVersion: 'v2', urls: [`${name}-${version}.tgz`] }] },
  };
  return [
    ['/index.yaml', text('application/yaml', JSON.stringify(index))],
    [`/${name}-${version}.tgz`, { type: 'application/gzip', body: archive }],
  ];
}

function registry({ name, version, archive }) {
  const config = text('application/vnd.cncf.helm.config.v1+json', JSON.stringify({ name, version, apiVersion: 'v2' }));
  const layer = { type: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', body: archive };
  const manifest = text(
    'application/vnd.oci.image.manifest.v1+json',
    JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: descriptor(config),
      layers: [descriptor(layer)],
    }),
  );
  const base = `/v2/charts/${name}`;
  return [
    ['/v2/', text('application/json', '{}')],
    [`${base}/tags/list`, text('application/json', JSON.stringify({ name: `charts/${name}`, tags: [version] }))],
    [`${base}/manifests/${version}`, manifest],
    ...[manifest, config, layer].flatMap((answer) =>
      ['blobs', 'manifests'].map((kind) => [`${base}/${kind}/${digestOf(answer.body)}`, answer]),
    ),
  ];
}

function descriptor({ type, body }) {
  return { mediaType: type, digest: digestOf(body), size: body.length };
}

function text(type, content) {
  return { type, body: Buffer.from(content) };
}

function digestOf(body) {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}
