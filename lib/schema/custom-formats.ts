import { isIP } from 'node:net';
import type { Format } from 'ajv';
import { isBase64, isDateTime } from './text-format.ts';

/** The formats that the server checks in custom objects; it ignores all others, and so does an ajv without them. */
export const CUSTOM_FORMATS: Readonly<Record<string, Format>> = {
  byte: isBase64,
  'date-time': isDateTime,
  datetime: isDateTime,
  date: (text: string) => isDateTime(`${text}T00:00:00Z`),
  ipv4: (text: string) => isIP(text) === 4,
  ipv6: (text: string) => isIP(text) === 6,
  cidr: isCidr,
  uuid: /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i,
  int32: { type: 'number', validate: (value: number) => value >= -(2 ** 31) && value < 2 ** 31 },
  int64: { type: 'number', validate: (value: number) => value >= -(2 ** 63) && value < 2 ** 63 },
};

function isCidr(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  const family = isIP(address);
  return rest.length === 0 && family !== 0 && /^\d{1,3}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128);
}
