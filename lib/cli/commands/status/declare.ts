import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { examples, type CommandContext } from '../../command-context.ts';
import { collect } from '../../collect.ts';

/** `kumiki status` */
export function declareStatus(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  program
    .command('status')
    .description(
      'What runs where, as the commit at HEAD has it: images, replicas, source and age, what is held or frozen, and what upstreams have. Needs no cluster.',
    )
    .option('--app <glob>', 'only applications of these names (may be given again)', collect)
    .option('--env <glob>', 'only environments of these names (may be given again)', collect)
    .option(
      '--image <image>',
      'only applications with this image: a repository or its end, with or without a tag, or part of a digest',
    )
    .option('--history', 'each change of the pins of an application, the newest first; with --app')
    .addHelpText(
      'after',
      examples([
        'kumiki status',
        'kumiki status --app users',
        "kumiki status --env 'production-*' --image users-api:1.4.2",
        'kumiki status --app users --env production --history',
        'kumiki status --json',
      ]),
    )
    .action(async (options: StatusOptions) => {
      const { statusCommand } = await import('./status.ts');
      finished(await statusCommand({ ...global(), app: [], env: [], ...options }, io));
    });
}

interface StatusOptions {
  readonly app?: readonly string[];
  readonly env?: readonly string[];
  readonly image?: string | undefined;
  readonly history?: true | undefined;
}
