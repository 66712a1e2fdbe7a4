import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readArchive } from '../../lib/vendor/read-archive.ts';
import { entry, makeArchive } from './make-archive.ts';

function textsOf(bytes: Buffer): Readonly<Record<string, string>> {
  const files = readArchive(bytes, 'redis.tgz');
  return Object.fromEntries([...files].map(([path, content]) => [path, Buffer.from(content).toString('utf8')]));
}

function packed(...entries: readonly (readonly Buffer[])[]): Buffer {
  return gzipSync(Buffer.concat([...entries.flat(), Buffer.alloc(1024)]));
}

test('the files of a packaged chart, without its folder', () => {
  const files = { 'Chart.yaml': 'name: redis\n', 'templates/a.yaml': 'x'.repeat(513), 'charts/b/empty': '' };

  expect(textsOf(makeArchive('redis', files))).toEqual(files);
});

test('long names of both kinds of tar are whole', () => {
  const long = `redis/${'a'.repeat(150)}.yaml`;
  const pax = `${long.length + 9} path=${long}\n`;

  const gnu = packed(entry('././@LongLink', Buffer.from(`${long}\0`), 'L'), entry('redis/a', Buffer.from('1')));
  const posix = packed(entry('PaxHeader', Buffer.from(pax), 'x'), entry('redis/a', Buffer.from('2')));

  expect(textsOf(gnu)).toEqual({ [long.slice(6)]: '1' });
  expect(textsOf(posix)).toEqual({ [long.slice(6)]: '2' });
});

test('links are passed over', () => {
  const bytes = packed(entry('redis/link', Buffer.alloc(0), '2'), entry('redis/Chart.yaml', Buffer.from('name: a')));

  expect(Object.keys(textsOf(bytes))).toEqual(['Chart.yaml']);
});

test.each<[string, Buffer]>([
  ['text', Buffer.from('no archive')],
  ['an empty archive', packed()],
  ['a zipped text', gzipSync('x'.repeat(2000))],
  ['a truncated archive', makeArchive('redis', { 'Chart.yaml': 'name: redis' }).subarray(0, 60)],
  ['a file that ends too early', gzipSync(Buffer.concat(entry('redis/a', Buffer.alloc(2000))).subarray(0, 1024))],
])('%s is refused', (_, bytes) => {
  expect(() => readArchive(bytes, 'redis.tgz')).toThrow(
    "redis.tgz: is no packaged chart, or a broken one. Make it with 'helm package', or fetch it again.",
  );
});

test('a name that leads out of the chart is refused', () => {
  const bytes = packed(entry('redis/../../etc/passwd', Buffer.from('x')));

  expect(() => readArchive(bytes, 'redis.tgz')).toThrow("redis.tgz: holds 'redis/../../etc/passwd', which leads out");
});
