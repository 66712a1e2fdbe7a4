import { entropyOf } from './entropy.ts';
import { wordShare } from './letter-pairs.ts';

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** `ZX4T9-QW7RB-88KLM`: a key that people type. */
const SERIAL = /^(?:[A-Z0-9]{4,8}-){2,}[A-Z0-9]{4,8}$/;

/** What is shorter is a word, a version or a number. */
const SHORTEST = 8;

/** Whether a value looks made by a machine: a part of it without separators that no word, name, version or number looks like. */
export function looksRandom(value: string): boolean {
  if (UUID.test(value)) return entropyOf(value) > 2;
  if (/\s/.test(value) || isObjectName(value) || /^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return false;
  if (SERIAL.test(value)) return isRandomPart(value.replaceAll('-', ''));
  return value.split(/[^A-Za-z0-9]+/).some(isRandomPart) || isRandomMix(value);
}

function isRandomPart(part: string): boolean {
  if (part.length < SHORTEST || /^\d+$/.test(part)) return false;
  if (entropyOf(part) < (part.length < 16 ? 2.5 : 2.8)) return false;
  if (/^(?:[a-z]+|[A-Z][a-z]+|[A-Z]+)$/.test(part)) return part.length >= 10 && wordShare(part.toLowerCase()) < 0.6;
  if (/^[a-z]*(?:[A-Z][a-z]+)+$/.test(part) && wordShare(part.toLowerCase()) >= 0.65) return false;
  return turnsOf(part) / (part.length - 1) >= (part.length < 16 ? 0.28 : 0.2) || hasRandomHumps(part);
}

/** How often a text changes between lower case, upper case and digits; a capital before lower case begins a word. */
function turnsOf(text: string): number {
  return text.match(/(?<=[a-z])[A-Z]|(?<=[A-Z]{2})[a-z]|(?<=[A-Za-z])\d|(?<=\d)[A-Za-z]/g)?.length ?? 0;
}

/** Letters between digits that are no words. */
function hasRandomHumps(part: string): boolean {
  const letters = part.replaceAll(/\d/g, '').toLowerCase();
  return letters.length >= 10 && wordShare(letters) < 0.55;
}

/** Of a password generator with symbols: `x8#kP!2mQz`. */
function isRandomMix(value: string): boolean {
  if (value.length < 10 || !/[!#$%^&*?~]/.test(value) || /^[\^/(]|[*+]$|\\/.test(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(value)).length;
  return kinds >= 2 && entropyOf(value) >= 3 && wordShare(value.replaceAll(/[^A-Za-z]/g, '').toLowerCase()) < 0.75;
}

/** `users-database-7f9c8d6b5`: names of objects may end in something random. */
function isObjectName(value: string): boolean {
  const parts = value.split(/[-.]/);
  const [first = ''] = parts;
  const isWord = /^[a-z]{3,}$/.test(first) && wordShare(first) >= 0.6;
  return parts.length > 1 && isWord && parts.every((part) => /^[a-z0-9]{1,16}$/.test(part));
}
