import { RemoteError } from '../errors.ts';
import { readCertificates } from '../http/certificates.ts';
import { connectionFailureOf } from '../http/connection-failure.ts';
import { exchange } from '../http/exchange.ts';
import { readProxies } from '../http/proxies.ts';
import type { RawAnswer } from '../http/raw-answer.ts';

/** For one exchange, in milliseconds. */
const TIMEOUT = 30_000;

export interface RawRequest {
  readonly method: 'GET' | 'POST';
  readonly address: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Who is asked for what, for messages: `ghcr.io: cannot read the manifest`. */
  readonly where: string;
}

/** One exchange where JSON goes neither out nor in: forms, and bytes that are counted. */
export async function sendRaw({ method, address, headers, body, env, where }: RawRequest): Promise<RawAnswer> {
  // Loaded here: most commands need no network.
  const { EnvHttpProxyAgent } = await import('undici');
  const certificates = readCertificates(env);
  const tls = certificates === undefined ? {} : { ca: [...certificates] };
  const proxies = readProxies(env);
  const dispatcher = new EnvHttpProxyAgent({
    ...proxies,
    proxyTunnel: false,
    connect: tls,
    requestTls: tls,
    proxyTls: tls,
  });
  try {
    return await exchange({ method, address, headers, body, timeout: TIMEOUT }, dispatcher);
  } catch (error) {
    const { why, advice } = connectionFailureOf(error);
    throw new RemoteError(`${where}: ${why}. ${advice}`, { cause: error });
  } finally {
    await dispatcher.close();
  }
}
