import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { clientOf, messageOf } from './client-of.ts';
import { selfSigned } from './self-signed.ts';
import { listen, serve } from './serve.ts';

const READ = { method: 'GET', path: '/it', what: 'read it' } as const;

interface Proxy {
  readonly address: string;
  /** `CONNECT host:port` and `GET http://…`, as it was asked. */
  readonly asked: readonly string[];
}

/** Leads everything on, unless it wants a password that was not sent. */
async function startProxy(authorization?: string): Promise<Proxy> {
  const asked: string[] = [];
  const refuses = (headers: NodeJS.Dict<string | string[]>) =>
    authorization !== undefined && headers['proxy-authorization'] !== authorization;
  const proxy = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (refuses(incoming.headers)) return void outgoing.writeHead(407).end();
    const onward = request(incoming.url ?? '', { method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  proxy.on('connect', (incoming, socket: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    if (refuses(incoming.headers)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const [host, port] = (incoming.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
  });
  return { address: `127.0.0.1:${await listen(proxy)}`, asked };
}

function fileOf(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kumiki-certificates-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'authority.pem');
  writeFileSync(file, text);
  return file;
}

test('a server with a certificate of its own is refused at once', async () => {
  const { origin } = await serve(() => ({ status: 200, body: 1 }), selfSigned());
  const { client, pauses } = clientOf(origin);

  expect(await messageOf(client.send(READ))).toBe(
    'Example (HOST): cannot read it: its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT). Name a file with the certificate of its authority in NODE_EXTRA_CA_CERTS.',
  );
  expect(pauses).toEqual([]);
});

test.each(['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'GIT_SSL_CAINFO'])(
  'a certificate that %s names is trusted',
  async (variable) => {
    const certificate = selfSigned();
    const { origin } = await serve(() => ({ status: 200, body: 1 }), certificate);
    const env = { [variable]: fileOf(certificate.cert) };

    expect(await clientOf(origin, { env }).client.send(READ)).toMatchObject({ body: 1 });
  },
);

test('a certificate that is over, or of another name, is told', async () => {
  const over = selfSigned({ notAfter: '010101000000Z' });
  const other = selfSigned({ address: [127, 0, 0, 2] });
  const env = { NODE_EXTRA_CA_CERTS: fileOf(over.cert + other.cert) };

  const [first, second] = [await serve(() => ({ status: 200 }), over), await serve(() => ({ status: 200 }), other)];

  expect(await messageOf(clientOf(first.origin, { env }).client.send(READ))).toContain(
    'its certificate has expired, or is not valid yet (CERT_HAS_EXPIRED). Renew it',
  );
  expect(await messageOf(clientOf(second.origin, { env }).client.send(READ))).toContain(
    'its certificate is of another name (ERR_TLS_CERT_ALTNAME_INVALID). Use the name',
  );
});

test('a file of certificates that is not there, or holds none, is named with its variable', async () => {
  const empty = fileOf('hello');
  const missing = path.join(path.dirname(empty), 'missing.pem');

  expect(await messageOf(clientOf('https://127.0.0.1', { env: { SSL_CERT_FILE: missing } }).client.send(READ))).toBe(
    `SSL_CERT_FILE: '${missing}' cannot be read (ENOENT). Name a file of certificates (PEM) there, or unset it.`,
  );
  expect(await messageOf(clientOf('https://127.0.0.1', { env: { GIT_SSL_CAINFO: empty } }).client.send(READ))).toBe(
    `GIT_SSL_CAINFO: '${empty}' holds no certificate. Name a file with '-----BEGIN CERTIFICATE-----' in it there, or unset it.`,
  );
});

test('https goes through HTTPS_PROXY, with a password, and the certificates of files', async () => {
  const certificate = selfSigned();
  const { origin, port } = await serve(() => ({ status: 200, body: 1 }), certificate);
  const proxy = await startProxy(`Basic ${Buffer.from('bot:hunter 2').toString('base64')}`);
  const env = {
    https_proxy: `http://bot:hunter%202@${proxy.address}`,
    NODE_EXTRA_CA_CERTS: fileOf(certificate.cert),
  };

  expect(await clientOf(origin, { env }).client.send(READ)).toMatchObject({ body: 1 });
  expect(proxy.asked).toEqual([`CONNECT 127.0.0.1:${port}`]);
});

test('http goes through HTTP_PROXY as a whole address', async () => {
  const { origin } = await serve(() => ({ status: 200, body: 1 }));
  const proxy = await startProxy();

  const answer = await clientOf(origin, { env: { HTTP_PROXY: proxy.address } }).client.send({
    ...READ,
    method: 'POST',
    body: { a: 1 },
  });

  expect(answer).toMatchObject({ body: 1 });
  expect(proxy.asked).toEqual([`POST ${origin}/it`]);
});

test('a host in NO_PROXY is asked directly', async () => {
  const { origin } = await serve(() => ({ status: 200, body: 1 }));
  const proxy = await startProxy();
  const env = { HTTP_PROXY: proxy.address, NO_PROXY: 'example.com,127.0.0.1' };

  expect(await clientOf(origin, { env }).client.send(READ)).toMatchObject({ body: 1 });
  expect(proxy.asked).toEqual([]);
});

test('variables of this process name no proxy', async () => {
  const { origin } = await serve(() => ({ status: 200, body: 1 }));
  process.env['HTTP_PROXY'] = 'http://127.0.0.1:9';
  onTestFinished(() => {
    delete process.env['HTTP_PROXY'];
  });

  expect(await clientOf(origin).client.send(READ)).toMatchObject({ body: 1 });
});

test.each(['http', 'https'])('a proxy that wants a password is told once, by %s', async (scheme) => {
  const proxy = await startProxy('Basic never');
  const env = { HTTP_PROXY: `bot:hunter2@${proxy.address}`, HTTPS_PROXY: `bot:hunter2@${proxy.address}` };
  const { client, pauses } = clientOf(`${scheme}://127.0.0.1:9999`, { env });

  expect(await messageOf(client.send(READ))).toBe(
    'Example (HOST): cannot read it: the proxy refuses the way to it (407). Put user and password into the address of the proxy (HTTPS_PROXY).',
  );
  expect(pauses).toEqual([]);
});

test.each([
  ['ftp://bot:hunter2@proxy.example.com', 'ftp://proxy.example.com'],
  ['http://bot:100%hunter2@proxy.example.com', 'http://proxy.example.com'],
  ['http://[', 'http://['],
])('an address of a proxy that is none is told without its password (%#)', (address, shown) => {
  expect(() => clientOf('https://127.0.0.1', { env: { HTTPS_PROXY: address } })).toThrow(
    `HTTPS_PROXY: '${shown}' is no address of a proxy. Name one such as http://proxy.example.com:3128 there, or unset it.`,
  );
});
