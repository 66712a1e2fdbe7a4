import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a real network would carry. */
export interface Fetched {
  readonly objects: number;
  readonly megabytes: number;
  /** Those that do not come with the largest request. */
  readonly later: number;
  /** To read and to push. */
  readonly connections: number;
}

/**
 * Keeps a copy of every pack that remotes on this disk send meanwhile (https://git-scm.com/docs/git-config#Documentation/git-config.txt-uploadpackpackObjectsHook),
 * and counts the servers that start (https://git-scm.com/docs/git-config#Documentation/git-config.txt-remotenameuploadpack).
 */
export async function countFetched(
  folder: string,
  run: (env: Readonly<Record<string, string>>) => Promise<unknown>,
): Promise<Fetched> {
  const at = (name: string): string => path.join(folder, name);
  const [packs, hook, config, served] = [at('packs'), at('keep-pack'), at('gitconfig'), at('served')];
  mkdirSync(packs);
  writeFileSync(hook, `#!/bin/sh\n"$@" | tee "${packs}/$$"\n`);
  chmodSync(hook, 0o755);
  const servers = ['upload-pack', 'receive-pack'].map((name) => {
    writeFileSync(at(name), `#!/bin/sh\necho ${name} >> "${served}"\nexec git ${name} "$@"\n`);
    chmodSync(at(name), 0o755);
    return `\t${name.replace('-', '')} = ${at(name)}\n`;
  });
  writeFileSync(config, `[uploadpack]\n\tpackObjectsHook = ${hook}\n[remote "origin"]\n${servers.join('')}`);
  await run({ GIT_CONFIG_GLOBAL: config });

  const sent = readdirSync(packs).map((name) => readFileSync(path.join(packs, name)));
  // https://git-scm.com/docs/gitformat-pack: the number of objects stands in the header.
  const counts = sent.map((pack) => pack.readUInt32BE(8));
  const objects = counts.reduce((sum, count) => sum + count, 0);
  return {
    objects,
    megabytes: sent.reduce((sum, { length }) => sum + length, 0) / 2 ** 20,
    later: objects - Math.max(...counts),
    connections: readFileSync(served, 'utf8').trim().split('\n').length,
  };
}
