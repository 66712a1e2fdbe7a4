import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { readCertificate, whyNotOn } from '../../lib/secret/sealing-certificate.ts';
import { makeCertificate, rsaKeys } from './make-certificate.ts';

const { pem, fingerprint, privateKey } = makeCertificate();
const KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PEM_LINE = pem.split('\n')[1] ?? '';

test('a certificate gives its key, its fingerprint and its time', () => {
  const certificate = readCertificate(pem, 'sealing.pem');

  expect(certificate).toMatchObject({
    fingerprint,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2035-12-30T00:00:00Z'),
    pem,
  });
  expect(certificate.publicKey.equals(rsaKeys().publicKey)).toBe(true);
});

test.each([
  ['line ends of Windows', pem.replaceAll('\n', '\r\n')],
  ['a byte-order mark', `\uFEFF${pem}`],
  ['a text before it', `subject=CN = sealed-secret\n${pem}`],
  ['no line end at its end', pem.trimEnd()],
])('%s is forgiven, and not kept', (_, text) => {
  expect(readCertificate(text, 'sealing.pem')).toMatchObject({ fingerprint, pem });
});

test.each([
  ['nothing', '', 'is no certificate in PEM. Get it from the cluster'],
  ['bytes', '\u0000\u0001', 'is no certificate in PEM.'],
  ['a public key', rsaKeys().publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'is no certificate in PEM.'],
  ['a cut one', pem.slice(0, 300), 'is no certificate in PEM.'],
  ['a damaged one', pem.replace(PEM_LINE, ''), 'its certificate is damaged.'],
  ['two', `${pem}${pem}`, 'holds 2 certificates, and one is to seal with.'],
  ['a private key', KEY, 'holds a PRIVATE KEY. It opens every secret of the cluster:'],
  ['both', `${pem}${KEY}`, 'holds a PRIVATE KEY.'],
  ['a backup of the key', `data:\n  tls.crt: ${btoa(pem)}\n  tls.key: ${btoa(KEY)}\n`, 'holds a PRIVATE KEY.'],
  ['a short key', makeCertificate({ keys: rsaKeys(1024) }).pem, 'its RSA key has 1024 bits. Use a key of 2048 bits'],
  [
    'another kind of key',
    makeCertificate({ keys: generateKeyPairSync('ec', { namedCurve: 'P-256' }) }).pem,
    "its key is of type ec, and the controller's is RSA.",
  ],
])('%s is refused, and not repeated', (_, text, problem) => {
  const message = messageOf(() => readCertificate(text, 'sealing.pem'));

  expect(message).toContain(`sealing.pem: ${problem}`);
  expect(message).not.toContain(KEY.split('\n')[1]);
  expect(message).not.toContain(PEM_LINE);
});

test.each([
  ['2025-12-31T23:59:59Z', 'is not valid before 2026-01-01.'],
  ['2026-01-01T00:00:00Z', undefined],
  ['2035-12-30T00:00:00Z', undefined],
  ['2035-12-30T00:00:01Z', 'has expired on 2035-12-30.'],
])('on %s it %s', (day, problem) => {
  const found = whyNotOn(new Date(day), readCertificate(pem, 'sealing.pem'));

  expect(found?.slice(0, problem?.length)).toBe(problem);
});

test('a certificate may last beyond 2050', () => {
  const { pem: long } = makeCertificate({ notAfter: '2126-01-01T00:00:00Z' });

  expect(readCertificate(long, 'sealing.pem').notAfter).toEqual(new Date('2126-01-01T00:00:00Z'));
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}
