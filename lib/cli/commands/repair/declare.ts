import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { ChangeOptions } from '../../change/change-options.ts';
import { withChangeOptions } from '../../change/declare-options.ts';
import { examples, type CommandContext } from '../../command-context.ts';

/** `kumiki repair` */
export function declareRepair(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  const repair = program
    .command('repair')
    .description(
      'Makes dist what the source gives; with --pr as one pull request for the base. With --base kumiki/… it renders onto that branch itself, which bump --remote-render made.',
    );
  withChangeOptions(repair);
  repair
    .addHelpText(
      'after',
      examples(['kumiki repair', 'kumiki repair --pr', 'kumiki repair --pr --base kumiki/bump/staging/users']),
    )
    .action(async (options: Omit<ChangeOptions, 'color'>) => {
      const { repairCommand } = await import('./repair.ts');
      finished(await repairCommand({ ...global(), ...options }, io));
    });
}
