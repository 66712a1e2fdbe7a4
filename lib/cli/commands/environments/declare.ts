import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { examples, type CommandContext } from '../../command-context.ts';

/** `kumiki environments` */
export function declareEnvironments(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  program
    .command('environments')
    .description(
      'Lists the environments with who merges their changes, and what is upstream; with --json also soak, gates, freezes and owners.',
    )
    .addHelpText('after', examples(['kumiki environments', 'kumiki environments --json']))
    .action(async () => {
      const { environmentsCommand } = await import('./environments.ts');
      finished(await environmentsCommand(global(), io));
    });
}
