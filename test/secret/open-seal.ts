import { constants, createDecipheriv, privateDecrypt, type KeyObject } from 'node:crypto';

/** Opens a seal as a controller does. Throws where the key or the label is another. */
export function openSeal(sealed: string, label: string, key: KeyObject): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const end = 2 + bytes.readUInt16BE(0);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const session = privateDecrypt(
    { key, padding, oaepHash: 'sha256', oaepLabel: Buffer.from(label) },
    bytes.subarray(2, end),
  );
  const decipher = createDecipheriv('aes-256-gcm', session, Buffer.alloc(12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(end, -16)), decipher.final()]);
}
