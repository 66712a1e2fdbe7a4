import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { ChangeOptions } from '../../change/change-options.ts';
import { withTargetOptions } from '../../change/declare-options.ts';
import { examples, type CommandContext } from '../../command-context.ts';

/** `kumiki refresh` */
export function declareRefresh(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  const refresh = program
    .command('refresh')
    .description(
      'Makes those pull requests of bump, promote, rollback and preview new that conflict with the base, or whose render differs on it; never one in a merge queue. Where an environment is frozen or an application held, no pull request stays armed to be merged by itself. For CI, after each push and on a schedule.',
    );
  withTargetOptions(refresh);
  refresh
    .addHelpText(
      'after',
      examples([
        'kumiki refresh',
        'kumiki refresh --repository https://git.example.com/acme/manifests.git --host gitea',
      ]),
    )
    .action(async (options: Omit<ChangeOptions, 'color'>) => {
      const { refreshCommand } = await import('./refresh.ts');
      finished(await refreshCommand({ ...global(), ...options }, io));
    });
}
