import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { examples, type CommandContext } from '../../command-context.ts';

/** `kumiki bootstrap` */
export function declareBootstrap(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  program
    .command('bootstrap')
    .description(
      "Gives the one-time objects of an environment's cluster, for the platform's own repository. It applies nothing.",
    )
    .requiredOption('--env <name>', 'the environment')
    .option('--out <dir>', 'writes a file for each object there (default: standard output)')
    .addHelpText(
      'after',
      examples([
        'kumiki bootstrap --env production > root.yaml',
        'kumiki bootstrap --env production --out ../platform/production',
      ]),
    )
    .action(async (options) => {
      const { bootstrapCommand } = await import('./bootstrap.ts');
      finished(await bootstrapCommand({ ...global(), ...options }, io));
    });
}
