import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { ChangeOptions } from '../../change/change-options.ts';
import { withChangeOptions } from '../../change/declare-options.ts';
import { examples, type CommandContext } from '../../command-context.ts';
import { collect } from '../../collect.ts';

/** `kumiki hold` and `kumiki release` */
export function declareHold(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  const hold = program
    .command('hold')
    .description(
      'Keeps bots and promotions from changing an application: writes environments/<env>/holds/<app>.json, in all environments that match, or none.',
    )
    .argument('<app>', 'the application')
    .requiredOption('--env <glob>', 'the environments (may be given again)', collect)
    .requiredOption('--reason <text>', 'why, for whoever is refused')
    .option(
      '--until <date>',
      "when it ends by itself: 2026-12-24, the beginning of that day in UTC, or '2026-12-24T10:00Z'",
    )
    .option('--by <name>', 'who asked for it');
  withChangeOptions(hold);
  hold
    .addHelpText(
      'after',
      examples([
        "kumiki hold users --env production --reason 'logins fail since 1.4.2' --by Ada",
        "kumiki hold users --env 'production-*' --reason 'audit' --until 2026-12-24",
      ]),
    )
    .action(async (app: string, options: HoldOptions) => {
      const { holdCommand } = await import('./hold.ts');
      finished(await holdCommand(app, { ...global(), ...options }, io));
    });

  const release = program
    .command('release')
    .description('Ends a hold: removes environments/<env>/holds/<app>.json.')
    .argument('<app>', 'the application')
    .requiredOption('--env <glob>', 'the environments (may be given again)', collect);
  withChangeOptions(release);
  release
    .addHelpText('after', examples(['kumiki release users --env production', "kumiki release users --env '*' --json"]))
    .action(async (app: string, options: ReleaseOptions) => {
      const { releaseCommand } = await import('./release.ts');
      finished(await releaseCommand(app, { ...global(), ...options }, io));
    });
}

interface ReleaseOptions extends Omit<ChangeOptions, 'color'> {
  readonly env: readonly string[];
}

interface HoldOptions extends ReleaseOptions {
  readonly reason: string;
  readonly until?: string | undefined;
  readonly by?: string | undefined;
}
