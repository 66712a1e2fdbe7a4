import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { withChangeOptions } from '../../change/declare-options.ts';
import { examples, type CommandContext } from '../../command-context.ts';
import type { RollbackCommandOptions } from './rollback.ts';
import { collect } from '../../collect.ts';

/** `kumiki rollback` */
export function declareRollback(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  const rollback = program
    .command('rollback')
    .argument('<app>', 'the application')
    .description(
      'Brings back the images that an application had before, or at a commit, and holds it, so that no bot rolls it forward again. git revert of the merge does the same without the hold.',
    )
    .requiredOption('--env <glob>', 'the environments (may be given again)', collect)
    .option('--to <commit>', 'a commit of the base branch (default: before the present images came)')
    .option('--reason <text>', 'why, for the hold')
    .option('--until <date>', 'when the hold ends: a day, or a time in UTC (default: with kumiki release)')
    .option('--by <name>', 'who asks for it');
  withChangeOptions(rollback);
  rollback
    .option(
      '--auto-merge',
      "lets the host merge it as soon as its rules allow, where the environment's merge is 'auto'",
    )
    .addHelpText(
      'after',
      examples([
        'kumiki rollback users --env production --pr',
        "kumiki rollback users --env 'production-*' --to 1a2b3c4d --reason 'slow'",
      ]),
    )
    .action(async (application: string, options: Omit<RollbackCommandOptions, 'color'>) => {
      const { rollbackCommand } = await import('./rollback.ts');
      finished(await rollbackCommand(application, { ...global(), ...options }, io));
    });
}
