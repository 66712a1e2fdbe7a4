/** Why no answer came. */
export interface ConnectionFailure {
  /** What is wrong, in a few words. */
  readonly why: string;
  readonly advice: string;
  /** How often to try at all. */
  readonly attempts: number;
}

/** What another attempt cannot mend. */
const ONCE = 1;
/** What is more often a mistake than a fault that passes. */
const FEW = 4;
export const MOST_ATTEMPTS = 10;

/** OpenSSL's reasons why a certificate is not good: https://nodejs.org/api/tls.html#x509-certificate-error-codes. */
const UNTRUSTED =
  /^(?:(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|UNABLE_TO_(?:GET|VERIFY|DECODE|DECRYPT)_|CERT_(?!HAS_EXPIRED|NOT_YET_VALID)|INVALID_CA|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE)/;

/** @param error what fetch threw: its cause, or the cause of that, has a code of Node, OpenSSL or undici */
export function connectionFailureOf(error: unknown): ConnectionFailure {
  const chain = causesOf(error);
  const { code = '' } = chain.find((cause) => cause.code !== undefined) ?? {};
  const words = chain.at(-1)?.message ?? String(error);
  const proxied = /Proxy response \((\d+)\)|Proxy Authentication Required \((407)\)/.exec(words);
  if (proxied !== null) return proxyFailure(Number(proxied[1] ?? proxied[2]));
  if (chain.some(({ name }) => name === 'TimeoutError') || /^(?:ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/.test(code))
    return { why: 'it does not answer in time', advice: `Run again later. ${CHECK_PROXY}`, attempts: MOST_ATTEMPTS };
  if (UNTRUSTED.test(code))
    return {
      why: `its certificate is not trusted (${code})`,
      advice: 'Name a file with the certificate of its authority in NODE_EXTRA_CA_CERTS.',
      attempts: ONCE,
    };
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return {
      why: `its certificate has expired, or is not valid yet (${code})`,
      advice: 'Renew it, or set the clock of this machine.',
      attempts: ONCE,
    };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return {
      why: `its certificate is of another name (${code})`,
      advice: 'Use the name that the certificate has.',
      attempts: ONCE,
    };
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG')
    return {
      why: `it does not speak TLS (${code})`,
      advice: 'Use its address by http, or the port that speaks https.',
      attempts: ONCE,
    };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { why: `its name is not known (${code})`, advice: `Compare its name. ${CHECK_PROXY}`, attempts: FEW };
  if (/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|HPE_\w+)$/.test(code))
    return { why: `it cannot be reached (${code})`, advice: `Compare its address. ${CHECK_PROXY}`, attempts: FEW };
  return {
    why: `the connection broke off (${code === '' ? words : code})`,
    advice: 'Run again later.',
    attempts: code === '' ? ONCE : MOST_ATTEMPTS,
  };
}

const CHECK_PROXY = 'Where only a proxy leads out, name it in HTTPS_PROXY.';

function proxyFailure(status: number): ConnectionFailure {
  const advice =
    status === 407
      ? 'Put user and password into the address of the proxy (HTTPS_PROXY).'
      : 'Let the proxy lead there, or leave it out with NO_PROXY.';
  return {
    why: `the proxy refuses the way to it (${status})`,
    advice,
    attempts: status >= 500 ? MOST_ATTEMPTS : ONCE,
  };
}

interface Cause {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
}

/** The error and what caused it, the deepest last. Attempts by several addresses fail as one. */
function causesOf(error: unknown): readonly Cause[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const deeper = error instanceof AggregateError ? error.errors[0] : error.cause;
  return [{ name: error.name, message: error.message, code }, ...causesOf(deeper)];
}
