import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { standardInput } from '../../lib/cli/standard-input.ts';

function terminal(...keys: readonly string[]) {
  const modes: boolean[] = [];
  const stream = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) });
  for (const some of keys) stream.write(some);
  let shown = '';
  return {
    stream,
    modes,
    shown: () => shown,
    input: standardInput(
      () => stream,
      (text) => (shown += text),
    ),
  };
}

test('everything is read, byte for byte', async () => {
  const stream = Readable.from([Buffer.from([0, 255]), Buffer.from('a\n')]);

  const bytes = await standardInput(
    () => stream,
    () => undefined,
  ).read(4);

  expect(bytes).toEqual(Buffer.from([0, 255, 0x61, 0x0a]));
});

test('a chunk is overwritten once it was read', async () => {
  const chunk = Buffer.from('hunter2');

  await standardInput(
    () => Readable.from([chunk]),
    () => undefined,
  ).read(100);

  expect(chunk).toEqual(Buffer.alloc(7));
});

test('too much is refused before it is all there', async () => {
  const endless = Readable.from(
    (function* chunks() {
      for (;;) yield Buffer.alloc(1000);
    })(),
  );

  await expect(
    standardInput(
      () => endless,
      () => undefined,
    ).read(5000),
  ).rejects.toThrow('standard input: has more than 5000 bytes.');
});

test('a line is asked for without showing it', async () => {
  const { input, modes, shown } = terminal('hun', 'ter2\r');

  const line = await input.ask('password: ');

  expect(line.toString()).toBe('hunter2');
  expect(shown()).toBe('password: \n');
  expect(modes).toEqual([true, false]);
});

test('the terminal is as before after a line that was given up', async () => {
  const { input, modes, stream } = terminal('hunter2\u0003');

  await expect(input.ask('password: ')).rejects.toThrow('Interrupted: nothing was written.');

  expect(modes).toEqual([true, false]);
  expect(stream.isPaused()).toBe(true);
});

test('the rest of what was pasted is taken too, and refused', async () => {
  const { input, stream } = terminal('-----BEGIN-----\r');
  const asked = input.ask('key: ');
  setTimeout(() => stream.write('more\r'), 10);

  await expect(asked).rejects.toThrow('Several lines were typed or pasted.');
});

test('an input that ends is a line that ends', async () => {
  const { input, stream } = terminal('hunter2');
  stream.end();

  expect((await input.ask('password: ')).toString()).toBe('hunter2');
});

test('only a terminal is one', () => {
  expect(
    standardInput(
      () => Readable.from([]),
      () => undefined,
    ).isTerminal(),
  ).toBe(false);
  expect(terminal().input.isTerminal()).toBe(true);
});
