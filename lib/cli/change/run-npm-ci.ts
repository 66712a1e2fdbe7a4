import { RemoteError, UserError } from '../../errors.ts';
import { runProcess } from '../../run-process.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Installs what the lock of a folder names, without running a script of any package.
 *
 * @param env proxies, registries and their tokens
 * @throws a UserError where the lock is not that of package.json; a RemoteError with npm's words where it fails otherwise
 */
export async function runNpmCi(root: string, env: Variables): Promise<void> {
  // As development dependencies too, which kumiki is one of.
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const args = ['ci', '--include=dev', '--ignore-scripts', ...quiet];
  const { code, err } = await runProcess('npm', args, { cwd: root, env: withoutSelection(env) }).catch(
    (cause: unknown) => {
      throw new UserError('npm: cannot be run. Install it, on PATH: it comes with Node.js.', { cause });
    },
  );
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

/** Without settings that would leave packages out, or install elsewhere: npm and CI hand on those of whoever starts kumiki. */
function withoutSelection(env: Variables): Variables {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SELECTING.test(name)));
}

const SELECTING =
  /^(?:NODE_ENV|npm_config_(?:also|dev|dry_run|global|include|include_workspace_root|install_strategy|location|omit|only|package_lock(?:_only)?|production|workspaces?))$/i;
