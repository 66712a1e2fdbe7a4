import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { listen } from '../http/serve.ts';

export interface FakeRegistryOptions {
  /** @default everybody may read */
  readonly asks?: 'basic' | 'bearer' | undefined;
  /** Name to password, of those who may read. @default robot, with `secret-of-robot` */
  readonly users?: Readonly<Record<string, string>> | undefined;
  /** Identity tokens that are as good as a user. */
  readonly identities?: readonly string[] | undefined;
  /** Whether a token without a user reads too. @default false */
  readonly isPublic?: boolean | undefined;
  /** Where it sends for tokens. @default itself */
  readonly realm?: string | undefined;
  /** Which answers say the digest. @default both */
  readonly digests?: 'GET' | 'none' | undefined;
  /** Whether it knows HEAD. @default true */
  readonly head?: boolean | undefined;
  /** What it says instead of the digest. */
  readonly lie?: string | undefined;
}

const MANIFEST_TYPE = 'application/vnd.oci.image.index.v1+json';
const WANTED_TYPES = [
  MANIFEST_TYPE,
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
export const TOKEN = 'token-to-read';

export interface FakeRegistry {
  /** `127.0.0.1:40123`. */
  readonly host: string;
  /** `HEAD /v2/acme/users-api/manifests/1.0`, in order; with `as` whom where somebody signed in. */
  readonly asked: readonly string[];
  /** Gives its digest. */
  push(repository: string, tag: string, manifest: string): string;
}

/** A registry on loopback for one test, which fails where it was asked as no client may. */
export async function startFakeRegistry(options: FakeRegistryOptions = {}): Promise<FakeRegistry> {
  const { asks, users = { robot: 'secret-of-robot' }, identities = [], head = true } = options;
  const manifests = new Map<string, string>();
  const asked: string[] = [];
  const violations: string[] = [];
  let host = '';

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', `http://${host}`);
    asked.push(`${request.method} ${url.pathname}${asOf(request)}`);
    if (request.headers['user-agent'] !== 'kumiki') violations.push('no User-Agent of ours');
    if (url.pathname === '/token') giveToken(request, url, await textOf(request), response);
    else giveManifest(request, url.pathname, response);
  });

  function giveManifest({ method = '', headers }: IncomingMessage, path: string, response: ServerResponse): void {
    const accepted = (headers.accept ?? '').split(', ');
    for (const type of WANTED_TYPES) if (!accepted.includes(type)) violations.push(`${type} is not accepted`);
    if (!isAllowed(headers.authorization)) {
      const realm = options.realm ?? `http://${host}/token`;
      const [, name] = /^\/v2\/(.+)\/manifests\//.exec(path) ?? [];
      const challenge =
        asks === 'basic'
          ? 'Basic realm="registry, of tests"'
          : `Bearer realm="${realm}",service="registry.test",scope="repository:${name}:pull"`;
      response.writeHead(401, { 'www-authenticate': challenge }).end('{"errors":[{"code":"UNAUTHORIZED"}]}');
      return;
    }
    if (method === 'HEAD' && !head) return void response.writeHead(405).end();
    const manifest = manifests.get(path);
    if (manifest === undefined) return void response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
    const isSaid = options.digests === undefined || options.digests === method;
    const digest = { 'docker-content-digest': options.lie ?? digestOf(manifest) };
    response.writeHead(200, { 'content-type': MANIFEST_TYPE, ...(isSaid ? digest : {}) }).end(manifest);
  }

  function isAllowed(authorization: string | undefined): boolean {
    if (asks === undefined) {
      if (authorization !== undefined) violations.push('credentials that nobody asked for');
      return true;
    }
    return asks === 'basic' ? isUser(authorization) : authorization === `Bearer ${TOKEN}`;
  }

  function isUser(authorization = ''): boolean {
    const [name = '', password] = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString().split(':');
    return password !== undefined && users[name] === password;
  }

  function giveToken({ method, headers }: IncomingMessage, url: URL, body: string, response: ServerResponse): void {
    const form = method === 'POST' ? new URLSearchParams(body) : url.searchParams;
    if (form.get('service') !== 'registry.test') violations.push('no service');
    if (!/^repository:.+:pull$/.test(form.get('scope') ?? '')) violations.push('no scope');
    const isKnown =
      method === 'POST'
        ? form.get('grant_type') === 'refresh_token' && identities.includes(form.get('refresh_token') ?? '')
        : headers.authorization === undefined || isUser(headers.authorization);
    if (!isKnown) return void response.writeHead(401).end('{"details":"incorrect username or password"}');
    const isSigned = method === 'POST' || headers.authorization !== undefined;
    const token = isSigned || options.isPublic === true ? TOKEN : 'token-without-rights';
    response.writeHead(200).end(JSON.stringify(method === 'POST' ? { access_token: token } : { token }));
  }

  host = `127.0.0.1:${await listen(server)}`;
  onTestFinished(() => expect(violations).toEqual([]));
  return {
    host,
    asked,
    push(repository, tag, manifest) {
      const digest = digestOf(manifest);
      for (const reference of [tag, digest]) manifests.set(`/v2/${repository}/manifests/${reference}`, manifest);
      return digest;
    },
  };
}

function digestOf(manifest: string): string {
  return `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
}

function asOf({ headers: { authorization } }: IncomingMessage): string {
  const [scheme, value = ''] = (authorization ?? '').split(' ');
  if (scheme === 'Basic') return ` as ${Buffer.from(value, 'base64').toString().split(':')[0]}`;
  return scheme === 'Bearer' ? ' with a token' : '';
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
