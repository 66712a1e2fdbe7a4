import type { OutputValue } from './external-outputs.ts';

/** A value to use, or what is wrong with it and what to do: the rest of a sentence that begins with its name, which it must not quote. */
export type CheckedValue = { readonly value: OutputValue } | { readonly problem: string };

/** Text, a number, true or false, or a list of one of these. What else Terraform has is not one value: its parts are. */
export function checkValue(value: unknown): CheckedValue {
  if (!Array.isArray(value)) return checkItem(value, '');
  const items = value.map((item, index) => checkItem(item, `[${index}]`));
  const wrong = items.find((item) => 'problem' in item);
  if (wrong !== undefined) return wrong;
  const types = [...new Set(value.map((item: unknown) => NAMES[typeof item]))];
  if (types.length > 1) return { problem: ` is a list of ${types.join(' and ')}. Use one type for all items.` };
  return { value: items.flatMap((item) => ('value' in item ? item.value : [])) };
}

/** `a text`, `a list`: what a value is, without the value. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}

const NAMES: Readonly<Record<string, string>> = { string: 'texts', number: 'numbers', boolean: 'booleans' };

function checkItem(value: unknown, where: string): CheckedValue {
  if (typeof value === 'boolean') return { value };
  if (typeof value === 'string') return checkText(value, where);
  if (typeof value === 'number') return checkNumber(value, where);
  if (value === null) return { problem: `${where} is null. Give it a value, or leave it out of the map.` };
  const parts = Array.isArray(value) ? '[0]' : fieldsOf(value);
  const whole = where === '' ? 'Name the part that is wanted' : 'A list holds texts, numbers or booleans: name a part';
  return { problem: `${where} is ${typeOf(value)}. ${whole}: ${parts}.` };
}

function checkText(value: string, where: string): CheckedValue {
  if (value.isWellFormed() && !value.includes('\0')) return { value };
  return { problem: `${where} is a text that is no UTF-8, or holds NUL. Encode it, with base64encode().` };
}

function checkNumber(value: number, where: string): CheckedValue {
  // A JSON reader rounds beyond these without a word.
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    return { problem: `${where} is a number beyond 2^53, which readers of JSON round. Make it a text: tostring().` };
  return { value: value === 0 ? 0 : value };
}

function fieldsOf(value: unknown): string {
  const fields = Object.keys(value as object);
  return fields.length === 0 ? 'it has none' : fields.map((field) => `.${field}`).join(', ');
}
