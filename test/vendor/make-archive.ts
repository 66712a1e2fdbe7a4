import { gzipSync } from 'node:zlib';

/** A `.tgz` as `helm package` makes it: regular files below one folder. */
export function makeArchive(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const blocks = Object.entries(files).flatMap(([file, content]) => entry(`${folder}/${file}`, Buffer.from(content)));
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** A ustar header and its content, in blocks of 512 bytes. */
export function entry(name: string, content: Buffer, type = '0'): readonly Buffer[] {
  const header = Buffer.alloc(512);
  header.write(name.slice(0, 100), 0);
  header.write('0000644\0', 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(type, 156);
  header.write('ustar\u000000', 257);
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}
