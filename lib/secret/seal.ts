import { constants, createCipheriv, publicEncrypt, randomBytes, type KeyObject } from 'node:crypto';
import type { Scope } from './sealed-file.ts';

/** What a value is sealed for. */
export interface SealTarget {
  readonly scope: Scope;
  readonly namespace: string;
  /** Of the Secret. */
  readonly name: string;
}

/** The session key encrypts one value and no other. */
const NONCE = Buffer.alloc(12);

/**
 * Seals a value as the sealed-secrets controller opens it: base64(length of the next as uint16 ‖ RSA-OAEP-SHA256(session key) ‖
 * AES-256-GCM(value) ‖ tag). The same value gives another text each time.
 *
 * Source: HybridEncrypt in pkg/crypto of github.com/bitnami-labs/sealed-secrets.
 */
export function seal(value: Uint8Array, target: SealTarget, publicKey: KeyObject): string {
  const session = randomBytes(32);
  try {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const oaepLabel = Buffer.from(sealLabel(target));
    const key = publicEncrypt({ key: publicKey, padding, oaepHash: 'sha256', oaepLabel }, session);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(key.length);
    const cipher = createCipheriv('aes-256-gcm', session, NONCE);
    const parts = [length, key, cipher.update(value), cipher.final(), cipher.getAuthTag()];
    return Buffer.concat(parts).toString('base64');
  } finally {
    session.fill(0);
  }
}

/** What the controller must see again to open a seal. */
export function sealLabel({ scope, namespace, name }: SealTarget): string {
  switch (scope) {
    case 'strict':
      return `${namespace}/${name}`;
    case 'namespace-wide':
      return namespace;
    case 'cluster-wide':
      return '';
  }
}
