// node:fs for a writer that must not survive its nth change of the disk: KILL_AT=n. Stands in for node:fs in its bundle.
// With OVERLAY=1 it also refuses to rename folders of dist, as an overlay file system does with those of its image.
import * as fs from 'fs';

let left = Number(process.env['KILL_AT']);

function deadly<Arguments extends unknown[], Result>(
  call: (...parameters: Arguments) => Result,
): (...parameters: Arguments) => Result {
  return (...parameters) => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return call(...parameters);
  };
}

export * from 'fs';
export const copyFileSync = deadly(fs.copyFileSync);
export const linkSync = deadly(fs.linkSync);
export const mkdirSync = deadly(fs.mkdirSync);
export const renameSync = deadly((from: string, to: string) => {
  if (process.env['OVERLAY'] === '1' && !from.includes('.kumiki/') && fs.lstatSync(from).isDirectory()) {
    throw Object.assign(new Error('EXDEV: cross-device link not permitted'), { code: 'EXDEV', syscall: 'rename' });
  }
  fs.renameSync(from, to);
});
export const rmdirSync = deadly(fs.rmdirSync);
export const rmSync = deadly(fs.rmSync);
export const symlinkSync = deadly(fs.symlinkSync);
export const unlinkSync = deadly(fs.unlinkSync);
export const writeFileSync = deadly(fs.writeFileSync);
