import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { withChangeOptions } from '../../change/declare-options.ts';
import { examples, type CommandContext } from '../../command-context.ts';
import type { CloseCommandOptions } from './close.ts';

/** `kumiki preview …` */
export function declarePreview(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  const preview = program
    .command('preview')
    .description('Short-lived environments with images of their own: environments/previews/<name>.json.');

  const open = preview
    .command('open')
    .description(
      'Opens a preview of an environment and renders it; gives one that is open other images and another end. Needs previews(…) in the environment’s file.',
    )
    .argument('<name>', 'the preview, such as pr-412: its environment is <from>-<name>')
    .argument(
      '<app name=image...>',
      'an application and its images, NAME=IMAGE[:TAG][@DIGEST]; then further applications with theirs',
    )
    .requiredOption('--from <env>', 'the environment that it is like')
    .option('--until <date>', "when sweep closes it: a day, a time with its zone, or how long: '7d', '12h'", '7d')
    .option('--commit <sha>', 'the commit that the images were built from')
    .option('--build <n>', 'the number of their build; higher for each later one')
    .option(
      '--source <repository>',
      'the repository that they were built from (default: the remote origin of this one)',
    );
  withPreviewOptions(open);
  open
    .addHelpText(
      'after',
      examples([
        'kumiki preview open pr-412 --from staging users api=ghcr.io/acme/users-api@sha256:…',
        'kumiki preview open pr-412 --from staging users api=… worker=… comments api=… --until 2026-12-24',
      ]),
    )
    .action(async (name: string, words: string[], options: OpenOptions) => {
      const { openCommand } = await import('./open.ts');
      finished(await openCommand(name, words, { ...global(), ...options }, io));
    });

  const close = preview
    .command('close')
    .description('Closes a preview, with all that was there for it alone. One that is not open is no mistake.')
    .argument('<name>', 'the preview');
  withPreviewOptions(close);
  close
    .addHelpText('after', examples(['kumiki preview close pr-412']))
    .action(async (name: string, options: Omit<CloseCommandOptions, 'color'>) => {
      const { closeCommand } = await import('./close.ts');
      finished(await closeCommand(name, { ...global(), ...options }, io));
    });

  const sweep = preview
    .command('sweep')
    .description('Closes the previews whose time is over, and says of others what is wrong with them, if anything is.');
  withPreviewOptions(sweep);
  sweep
    .addHelpText('after', examples(['kumiki preview sweep', 'kumiki preview sweep --json']))
    .action(async (options: Omit<CloseCommandOptions, 'color'>) => {
      const { sweepCommand } = await import('./sweep.ts');
      finished(await sweepCommand({ ...global(), ...options }, io));
    });
}

function withPreviewOptions(command: CommandUnknownOpts): void {
  withChangeOptions(command);
  command.option(
    '--auto-merge',
    "lets the host merge it as soon as its rules allow, where the environment's merge is 'auto'",
  );
}

interface OpenOptions extends Omit<CloseCommandOptions, 'color'> {
  readonly from: string;
  readonly until: string;
  readonly commit?: string | undefined;
  readonly build?: string | undefined;
  readonly source?: string | undefined;
}
