import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runProcess } from '../../../lib/process/run-process.ts';
import type { RunFolder } from '../../servers/run-folder.ts';
import { jobEnvironment } from './job.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const PACKAGE = 'packages/kumiki.tgz';

/** kumiki as the users of a manifest repository get it: from a package that its lock names. */
export interface PackedKumiki {
  /** What the repository has of it, by path. */
  readonly files: Readonly<Record<string, Buffer>>;
  /** `node_modules` with all of it. */
  readonly modules: string;
  /** The file of the command, for whoever has no manifest repository at hand, such as CI of an application. */
  readonly command: string;
}

/**
 * Packs this repository, and locks it with its dependencies, which come from the npm registry.
 *
 * The package lies in the manifest repository itself (`"kumiki": "file:packages/kumiki.tgz"`): npm unpacks it as one from a registry, by the
 * lock's checksum, and the version that is tested is that of this work tree. A registry would have to be one of ours, which stands in for
 * all the other packages too; `file:../..` would be a link, without a checksum, that no cache may keep.
 */
export async function packKumiki(run: RunFolder): Promise<PackedKumiki> {
  const folder = run.folder('package');
  const npm = async (cwd: string, ...args: readonly string[]): Promise<string> => {
    const all = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
    const { code, out, err } = await runProcess('npm', all, { cwd, env: jobEnvironment(run) });
    if (code !== 0) throw new Error(`npm ${args[0]}: ${err}`);
    return out.trim();
  };
  const target = run.folder('package/packages');
  const name = await npm(ROOT, 'pack', '--ignore-scripts', `--pack-destination=${target}`);
  const files: Record<string, Buffer> = { [PACKAGE]: readFileSync(path.join(target, name)) };
  writeFileSync(path.join(folder, PACKAGE), files[PACKAGE] ?? '');
  writeFileSync(path.join(folder, 'package.json'), packageJson());
  await npm(folder, 'install', '--package-lock-only', '--ignore-scripts');
  await npm(folder, 'ci', '--ignore-scripts');
  for (const file of ['package.json', 'package-lock.json']) files[file] = readFileSync(path.join(folder, file));
  const modules = path.join(folder, 'node_modules');
  return { files, modules, command: path.join(modules, 'kumiki/build/cli/main.js') };
}

function packageJson(): string {
  const { devDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const { cdk8s, constructs } = devDependencies;
  const manifest = {
    name: 'manifests',
    private: true,
    type: 'module',
    devDependencies: { cdk8s, constructs, kumiki: `file:${PACKAGE}` },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
