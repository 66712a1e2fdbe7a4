import { RemoteError, UserError } from '../../errors.ts';
import { runProcess } from '../../process/run-process.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Installs what the lock of a folder names, without running a script of any package.
 *
 * @param env proxies, registries and their tokens
 * @throws a UserError where the lock is not that of package.json; a RemoteError with npm's words where it fails otherwise
 */
export async function runNpmCi(root: string, env: Variables): Promise<void> {
  // Kumiki is a development dependency, and the binary of its bundler an optional one. This goes before `omit` of any file of npm:
  // https://docs.npmjs.com/cli/v11/using-npm/config#include
  const all = ['--include=dev', '--include=optional', '--include=peer'];
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const args = ['ci', ...all, '--ignore-scripts', ...quiet];
  // npm may be a script that starts it, and starts git itself.
  const options = { cwd: root, env: withoutSelection(env), isGroup: true };
  const { code, err } = await runProcess('npm', args, options).catch((cause: unknown) => {
    throw new UserError('npm: cannot be run. Install it, on PATH: it comes with Node.js.', { cause });
  });
  if (code === 0) return;
  if (/^npm (?:error|ERR!) code (?:EUSAGE|EJSONPARSE)$/m.test(err))
    throw new UserError(
      `package-lock.json: npm ci refuses it. Run npm install in the manifest repository, and commit it with package.json.\n${wordsOf(err)}`,
    );
  throw new RemoteError(`npm ci failed in the manifest repository:\n${wordsOf(err)}`);
}

/** Without how npm is used, and where its log is. */
function wordsOf(err: string): string {
  const [words = ''] = err.split(/^npm (?:error|ERR!) (?:Clean install a project|Usage:)$/m);
  return words
    .split('\n')
    .filter((line) => !/^(?:npm (?:error|ERR!))?\s*(?:A complete log of this run .*)?$/.test(line))
    .map((line) => `  ${line}`)
    .join('\n');
}

/**
 * Without settings that would leave packages out, or install elsewhere: npm and CI hand on those of whoever starts kumiki. `prefix` stays: by
 * a variable it says no more than where npm's global file lies, which may name a registry.
 */
function withoutSelection(env: Variables): Variables {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SELECTING.test(name)));
}

const SELECTING =
  /^(?:NODE_ENV|npm_config_(?:also|cpu|dev|dry_run|global|global_style|include|include_workspace_root|install_strategy|legacy_bundling|libc|location|omit|only|optional|os|package_lock(?:_only)?|production|shrinkwrap|workspaces?))$/i;
