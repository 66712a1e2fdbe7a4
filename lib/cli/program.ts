import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { examples, type CommandContext } from './command-context.ts';
import { declareBootstrap } from './commands/bootstrap/declare.ts';
import { declareBump } from './commands/bump/declare.ts';
import { declareCi } from './commands/ci/declare.ts';
import { declareCodeowners } from './commands/codeowners/declare.ts';
import { declareEnvironments } from './commands/environments/declare.ts';
import { declareExternal } from './commands/external/declare.ts';
import { declareHold } from './commands/hold/declare.ts';
import { declarePromote } from './commands/promote/declare.ts';
import { declareRefresh } from './commands/refresh/declare.ts';
import { declarePreview } from './commands/preview/declare.ts';
import { declareRename } from './commands/rename/declare.ts';
import { declareRender } from './commands/render/declare.ts';
import { declareRepair } from './commands/repair/declare.ts';
import { declareRollback } from './commands/rollback/declare.ts';
import { declareSecret } from './commands/secret/declare.ts';
import { declareStatus } from './commands/status/declare.ts';
import { declareVendor } from './commands/vendor/declare.ts';
import type { Io } from './io.ts';
import { version } from './own-package.ts';
import { collect } from './collect.ts';

/** Every command. Each is imported when it runs: help loads nothing. */
export function createProgram(args: readonly string[], io: Io, finished: (code: number) => void) {
  const program = new Command('kumiki')
    .description(
      'Typed GitOps for Kubernetes: apps and environments in TypeScript, the deployed state as plain YAML in git.',
    )
    .helpOption('-h, --help', 'shows this, or the help of a command')
    .option('--cwd <dir>', 'a folder of the repository (default: this one)')
    .option('--json', 'one JSON document on standard output, and nothing else')
    .option('--no-color', 'plain text, also on a terminal')
    .option('--quiet', 'says nothing but errors')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .showHelpAfterError("Run 'kumiki --help' for what there is.")
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride();
  // commander takes an option of the program wherever it stands, and `vendor` has a --version of its own.
  if (!args.includes('vendor')) program.version(version, '--version', 'prints the version');
  const global = (): ReturnType<typeof program.opts> => program.opts();

  program
    .command('synth')
    .description('Renders the environments into dist: the main job.')
    .option('--env <glob>', 'only environments of these names (may be given again)', collect)
    .option('--app <glob>', 'only applications of these names (may be given again)', collect)
    .option('--out <dir>', 'the folder to write, from the root of the repository', 'dist')
    .option('--shard <i/n>', 'the i-th of n disjoint parts, for a CI matrix; counts from 1')
    .option('--check', 'writes nothing; exits with 2 where dist is not what the source gives')
    .option('--watch', 'renders again on every change')
    .addHelpText(
      'after',
      examples([
        'kumiki synth',
        "kumiki synth --env 'production-*' --app users",
        'kumiki synth --check',
        'kumiki synth --watch',
        'kumiki synth --shard 2/5 --json',
      ]),
    )
    .action(async (options) => {
      const { synthCommand } = await import('./commands/synth.ts');
      finished(await synthCommand({ ...global(), env: [], app: [], ...options }, io));
    });

  program
    .command('check')
    .description(
      'Checks what the environments render, or any YAML and JSON files and folders; - is standard input. Writes nothing.',
    )
    .argument('[path...]', 'files and folders')
    .option('--kubernetes <version>', 'the version of the cluster, for files (default: the newest)')
    .option('--only <category>', 'only findings of these categories (may be given again)', collect)
    .option(
      '--base <ref|folder>',
      'also guards what goes from the dist of a commit, or of a folder; exits with 4 where only that is refused',
    )
    .addHelpText('after', WHAT_MAY_GO)
    .addHelpText(
      'after',
      examples([
        'kumiki check',
        'kumiki check --base origin/main',
        'kumiki check --kubernetes 1.36 vendor/ extra.yaml',
        'helm template chart/ | kumiki check -',
        'kumiki check --only server --json',
      ]),
    )
    .action(async (paths, options) => {
      const { checkCommand } = await import('./commands/check.ts');
      finished(await checkCommand(paths, { ...global(), only: [], ...options }, io));
    });

  const context: CommandContext = { io, global, finished };
  declareBootstrap(program, context);
  declareBump(program, context);
  declareCi(program, context);
  declareCodeowners(program, context);
  declareEnvironments(program, context);
  declareExternal(program, context);
  declareHold(program, context);
  declarePromote(program, context);
  declareRefresh(program, context);
  declarePreview(program, context);
  declareRename(program, context);
  declareRender(program, context);
  declareRepair(program, context);
  declareRollback(program, context);
  declareSecret(program, context);
  declareStatus(program, context);
  declareVendor(program, context);

  settle(program, 'kumiki', io);
  return program;
}

const WHAT_MAY_GO = `
With --base nothing goes without a word: no environment, no application, no object that holds data or that others need, no place that the
CD tool delivers, and of all else no more than the config's maxDeletes. A reviewed entry in environments/<env>/deletions.json lets it go:
[{ "application"?, "object"?, "reason" }]. Each refusal prints the one to add. Take it out when its objects are gone: it would count again.
`;

/** commander would copy these to each command only for those made before. */
function settle(parent: CommandUnknownOpts, line: string, io: Io): void {
  for (const command of parent.commands) {
    const own = `${line} ${command.name()}`;
    command
      .exitOverride()
      .configureOutput({ writeOut: io.out, writeErr: io.err })
      .showHelpAfterError(`Run '${own} --help' for what there is.`);
    settle(command, own, io);
  }
}
