import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { withChangeOptions } from '../../change/declare-options.ts';
import { examples, type CommandContext } from '../../command-context.ts';
import type { PromoteCommandOptions } from './promote.ts';
import { collect } from '../../collect.ts';

/** `kumiki promote` */
export function declarePromote(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  const promote = program
    .command('promote')
    .argument('[app...]', 'the applications')
    .description(
      'Brings the images of one environment into others: the same digests, as they are on the base branch. With --pr as one pull request for each environment, or wave.',
    )
    .requiredOption('--from <environment>', 'where they run')
    .requiredOption('--to <glob>', 'where they go (may be given again)', collect)
    .option('--source', 'the code instead of images: builds the environments from the commit that --from is built from')
    .option('--all', 'every application, as one unit')
    .option('--wave <n>', 'the next n environments of a fleet, in one pull request; run it again after the merge')
    .option(
      '--again',
      'also what a revert or a rollback took off, or somebody closed; with --source also an older commit',
    );
  withChangeOptions(promote);
  promote
    .option(
      '--auto-merge',
      "lets the host merge it as soon as its rules allow, where the environment's merge is 'auto'",
    )
    .addHelpText(
      'after',
      examples([
        'kumiki promote users --from staging --to production --pr',
        'kumiki promote --source --from development --to staging --pr',
        "kumiki promote --all --from staging --to 'production-*' --wave 5 --pr",
      ]),
    )
    .action(async (applications: string[], options: Omit<PromoteCommandOptions, 'color'>) => {
      if (options.source === true) {
        const { promoteSourceCommand } = await import('../promote-source/promote-source.ts');
        finished(await promoteSourceCommand(applications, { ...global(), ...options }, io));
        return;
      }
      const { promoteCommand } = await import('./promote.ts');
      finished(await promoteCommand(applications, { ...global(), ...options }, io));
    });
}
