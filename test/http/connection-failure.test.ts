import { expect, test } from 'vitest';
import { connectionFailureOf } from '../../lib/http/connection-failure.ts';

function failedWith(code: string, message = code): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}

test.each([
  ['ENOTFOUND', 'its name is not known (ENOTFOUND)', 4],
  ['EAI_AGAIN', 'its name is not known (EAI_AGAIN)', 4],
  ['EHOSTUNREACH', 'it cannot be reached (EHOSTUNREACH)', 4],
  ['ECONNRESET', 'the connection broke off (ECONNRESET)', 10],
  ['EPIPE', 'the connection broke off (EPIPE)', 10],
  ['UND_ERR_CONNECT_TIMEOUT', 'it does not answer in time', 10],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)', 1],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is not trusted (SELF_SIGNED_CERT_IN_CHAIN)', 1],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate is not trusted (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)', 1],
  ['CERT_UNTRUSTED', 'its certificate is not trusted (CERT_UNTRUSTED)', 1],
  ['CERT_HAS_EXPIRED', 'its certificate has expired, or is not valid yet (CERT_HAS_EXPIRED)', 1],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is of another name (ERR_TLS_CERT_ALTNAME_INVALID)', 1],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'it does not speak TLS (ERR_SSL_WRONG_VERSION_NUMBER)', 1],
])('%s', (code, why, attempts) => {
  expect(connectionFailureOf(failedWith(code))).toMatchObject({ why, attempts });
});

test('several addresses that all fail are told as the first', () => {
  const error = new TypeError('fetch failed', {
    cause: new AggregateError([Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })]),
  });

  expect(connectionFailureOf(error)).toMatchObject({ why: 'it cannot be reached (ECONNREFUSED)' });
});

test.each([
  [407, 'Put user and password into the address of the proxy (HTTPS_PROXY).', 1],
  [403, 'Let the proxy lead there, or leave it out with NO_PROXY.', 1],
  [502, 'Let the proxy lead there, or leave it out with NO_PROXY.', 10],
])('a proxy that answers %i', (status, advice, attempts) => {
  const error = failedWith('UND_ERR_ABORTED', `Proxy response (${status}) !== 200 when HTTP Tunneling`);

  expect(connectionFailureOf(error)).toEqual({
    why: `the proxy refuses the way to it (${status})`,
    advice,
    attempts,
  });
});

test('what has no code is told with its words, once', () => {
  expect(connectionFailureOf(new TypeError('fetch failed', { cause: new Error('bad port') }))).toMatchObject({
    why: 'the connection broke off (bad port)',
    attempts: 1,
  });
});
