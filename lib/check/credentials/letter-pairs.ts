/** Which letters follow each letter in 95 % of the letter pairs of English and technical words. */
const FOLLOWING: Readonly<Record<string, string>> = {
  a: 'bcdfgiklmnprstuvy',
  b: 'aeijlorsuy',
  c: 'acehiklortuy',
  d: 'adeilnoprsu',
  e: 'abcdefgilmnopqrstvwxy',
  f: 'aefiloru',
  g: 'aehilnorsu',
  h: 'aeiort',
  i: 'abcdefglmnoprstvz',
  j: 'eos',
  k: 'eis',
  l: 'adeilostuy',
  m: 'abeimops',
  n: 'acdefgiklnopstuvy',
  o: 'abcdfgiklmnoprstuvw',
  p: 'aeiloprstu',
  q: 'u',
  r: 'acdegiklmnoprstuvy',
  s: 'acehiklopstuy',
  t: 'acehiloprstuy',
  u: 'abcdegilmnprst',
  v: 'aeio',
  w: 'aehinor',
  x: 'ept',
  y: 'anps',
  z: 'e',
};

/** How much of a run of lower-case letters reads like words: from 0 to 1. Random letters have about 0.38, words above 0.8. */
export function wordShare(letters: string): number {
  let common = 0;
  for (let index = 1; index < letters.length; index++)
    if (FOLLOWING[letters[index - 1] ?? '']?.includes(letters[index] ?? '') === true) common++;
  return letters.length < 2 ? 1 : common / (letters.length - 1);
}
