import { expect, test } from 'vitest';
import { readEnvFile } from '../../lib/secret/read-env-file.ts';

function read(text: string): Readonly<Record<string, string>> {
  const { values } = readEnvFile(Buffer.from(text), 'database.env', { allowEmpty: true });
  return Object.fromEntries([...values].map(([key, value]) => [key, Buffer.from(value).toString()]));
}

test.each<[string, string, Readonly<Record<string, string>>]>([
  ['a line is a key and its value', 'USER=users\nPASSWORD=hunter2\n', { USER: 'users', PASSWORD: 'hunter2' }],
  ['the last line needs no end', 'A=1', { A: '1' }],
  ['line ends of Windows are no part of a value', 'A=1\r\nB=2\r\n', { A: '1', B: '2' }],
  ['empty lines and comments are passed over', '\n# A=0\n  # B=0\n\nA=1\n   \n', { A: '1' }],
  ['a value may hold anything but a line end', 'A=a=b # c "d" \'e\' ', { A: 'a=b # c "d" \'e\' ' }],
  ['quotes are a part of it', 'A="x y"', { A: '"x y"' }],
  ['spaces before a key are not', '  \tA=1', { A: '1' }],
  ['a value may be empty', 'A=', { A: '' }],
  ['a byte-order mark is passed over', '\uFEFFA=1', { A: '1' }],
  ['a key is one of a Secret', 'tls.key=1\nmy-key_2=2', { 'tls.key': '1', 'my-key_2': '2' }],
  ['any name is one', '__proto__=1\nconstructor=2', JSON.parse('{ "__proto__": "1", "constructor": "2" }')],
])('%s', (_, text, values) => {
  expect(read(text)).toEqual(values);
});

test('quotes around a whole value are noted', () => {
  const { notes } = readEnvFile(Buffer.from(`A="x"\nB='y'\nC="\nD=say "x"`), 'database.env', { allowEmpty: false });

  expect(notes).toEqual([
    'database.env:1: the quotes are a part of the value, as with kubectl.',
    'database.env:2: the quotes are a part of the value, as with kubectl.',
  ]);
});

test.each([
  ['nothing', '', 'database.env: has no line KEY=VALUE.'],
  ['comments alone', '# A=1\n', 'database.env: has no line KEY=VALUE.'],
  ['a line without =', 'A=1\nhunter2\n', "database.env:2: has no '='. Write KEY=VALUE; a value has one line."],
  ['a key twice', 'hunter2=1\nB=2\nhunter2=3', 'database.env:3: has the key of line 1 again.'],
  ['export', 'export A=hunter2', "database.env:1: begins with 'export'. Remove that word."],
  ['a space behind the key', 'hunter2 =1', "database.env:1: what stands before '=' cannot be a key. Use letters"],
  ['no key', '=hunter2', "database.env:1: what stands before '=' cannot be a key."],
  ['a key that leaves its folder', '..hunter2=1', "database.env:1: what stands before '=' cannot be a key. It may not"],
])('%s is refused, and not repeated', (_, text, problem) => {
  const message = messageOf(() => read(text));

  expect(message).toContain(problem);
  expect(message).not.toContain('hunter2');
});

test('an empty value is refused unless it is meant, and its key not repeated: it may be the end of a value in base64', () => {
  expect(() => readEnvFile(Buffer.from('A=1\naHVudGVyMg=\n'), 'database.env', { allowEmpty: false })).toThrow(
    /^database\.env:2: the value is empty\. Give one, or say --allow-empty\.$/,
  );
});

test('bytes that are no text are refused', () => {
  expect(() => readEnvFile(Buffer.from([0x41, 0x3d, 0xff]), 'database.env', { allowEmpty: false })).toThrow(
    'is no text in UTF-8.',
  );
});

test('values are parts of what was given, so that overwriting it overwrites them', () => {
  const bytes = Buffer.from('A=hunter2');
  const { values } = readEnvFile(bytes, 'database.env', { allowEmpty: false });

  bytes.fill(0);

  expect(values.get('A')).toEqual(Buffer.alloc(7));
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}
