import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface TestCertificate {
  readonly pem: string;
  /** SHA-256 of the DER. */
  readonly fingerprint: string;
  readonly privateKey: KeyObject;
}

/** Made once in a process: it takes a while. */
const pairs = new Map<string, KeyPair>();

export function rsaKeys(bits = 2048, name = 'first'): KeyPair {
  const id = `${bits} ${name}`;
  const pair = pairs.get(id) ?? generateKeyPairSync('rsa', { modulusLength: bits });
  pairs.set(id, pair);
  return pair;
}

export interface CertificateOptions {
  readonly keys?: KeyPair;
  readonly notBefore?: string;
  readonly notAfter?: string;
}

/** A self-signed certificate as a controller makes it. No private key lies in a file, and no other program is needed. */
export function makeCertificate({
  keys = rsaKeys(),
  notBefore = '2026-01-01T00:00:00Z',
  notAfter = '2035-12-30T00:00:00Z',
}: CertificateOptions = {}): TestCertificate {
  const isRsa = keys.privateKey.asymmetricKeyType === 'rsa';
  const algorithm = isRsa ? der(SEQUENCE, SHA256_WITH_RSA, NULL) : der(SEQUENCE, ECDSA_WITH_SHA256);
  const validity = der(SEQUENCE, time(notBefore), time(notAfter));
  const noName = der(SEQUENCE);
  const serial = der(INTEGER, Buffer.from([1]));
  const spki = keys.publicKey.export({ type: 'spki', format: 'der' });
  const content = der(SEQUENCE, serial, algorithm, noName, validity, noName, spki);
  const signature = der(BIT_STRING, Buffer.from([0]), sign('sha256', content, keys.privateKey));
  const certificate = der(SEQUENCE, content, algorithm, signature);
  return {
    pem: pem(certificate),
    fingerprint: createHash('sha256').update(certificate).digest('hex'),
    privateKey: keys.privateKey,
  };
}

const [SEQUENCE, INTEGER, BIT_STRING, UTC_TIME, GENERALIZED_TIME] = [0x30, 0x02, 0x03, 0x17, 0x18];
const NULL = Buffer.from('0500', 'hex');
const SHA256_WITH_RSA = Buffer.from('06092a864886f70d01010b', 'hex');
const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 + bytes.length]), bytes]);
}

function time(text: string): Buffer {
  const digits = `${new Date(text).toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`;
  const isShort = digits < '2050';
  return der(isShort ? UTC_TIME : GENERALIZED_TIME, Buffer.from(isShort ? digits.slice(2) : digits));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
