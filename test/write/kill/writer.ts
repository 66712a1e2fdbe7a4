// Writes version after version, until it is killed: writer DIST FROM TO.
import process from 'node:process';
import { writeVersion } from './write-version.ts';

const [dist = '', from, to] = process.argv.slice(2);

for (let version = Number(from); version <= Number(to); version += 1) {
  // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
  await writeVersion(dist, version);
}
