import type { Shape } from './shape.ts';
import { isBase64, isDateTime, isMicroTime, isQuantity } from './text-format.ts';

export interface WrongType {
  readonly rule: 'type' | 'format';
  /** What to use instead: `a whole number`. */
  readonly wanted: string;
}

/** Why the server cannot decode a value into a type; undefined where it can. What is inside of lists and objects is not looked at. */
export function tryWrongType(shape: Shape, value: unknown): WrongType | undefined {
  switch (shape.type) {
    case 'any':
      return undefined;
    case 'string':
      return typeof value === 'string' ? undefined : TEXT;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : BOOLEAN;
    case 'int32':
      return isInteger(value, 2 ** 31) ? undefined : INT32;
    case 'int64':
      return isInteger(value, 2 ** 63) ? undefined : INT64;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : NUMBER;
    case 'int-or-string':
      return typeof value === 'string' || isInteger(value, 2 ** 31) ? undefined : INT_OR_STRING;
    case 'quantity':
      return isQuantityValue(value);
    case 'byte':
      return typeof value !== 'string' ? TEXT : isBase64(value) ? undefined : BASE64;
    case 'date-time':
      return typeof value !== 'string' ? TEXT : isDateTime(value) ? undefined : DATE_TIME;
    case 'micro-time':
      return typeof value !== 'string' ? TEXT : isMicroTime(value) ? undefined : MICRO_TIME;
    case 'list':
      return Array.isArray(value) ? undefined : LIST;
    case 'fields':
    case 'map':
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : OBJECT;
    case 'either':
      return shape.either.some((one) => tryWrongType(one.get(), value) === undefined) ? undefined : EITHER;
  }
}

function isQuantityValue(value: unknown): WrongType | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : QUANTITY;
  if (typeof value !== 'string') return { ...QUANTITY, rule: 'type' };
  return isQuantity(value) ? undefined : QUANTITY;
}

function isInteger(value: unknown, size: number): boolean {
  return Number.isInteger(value) && Number(value) >= -size && Number(value) < size;
}

const TEXT: WrongType = { rule: 'type', wanted: 'a text, in quotes where it looks like something else' };
const BOOLEAN: WrongType = { rule: 'type', wanted: 'true or false' };
const INT32: WrongType = { rule: 'type', wanted: 'a whole number of at most 32 bits' };
const INT64: WrongType = { rule: 'type', wanted: 'a whole number' };
const NUMBER: WrongType = { rule: 'type', wanted: 'a number' };
const INT_OR_STRING: WrongType = { rule: 'type', wanted: 'a whole number or a text' };
const QUANTITY: WrongType = { rule: 'format', wanted: "a quantity such as 0.5, '100m' or '128Mi'" };
const BASE64: WrongType = { rule: 'format', wanted: 'base64' };
const DATE_TIME: WrongType = { rule: 'format', wanted: "a time such as '2026-01-31T12:00:00Z'" };
const MICRO_TIME: WrongType = { rule: 'format', wanted: "a time such as '2026-01-31T12:00:00.000000Z'" };
const LIST: WrongType = { rule: 'type', wanted: 'a list' };
const OBJECT: WrongType = { rule: 'type', wanted: 'an object' };
const EITHER: WrongType = { rule: 'type', wanted: 'an object or one of the other forms of this field' };
