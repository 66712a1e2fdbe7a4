import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { withChangeOptions } from '../../change/declare-options.ts';
import { examples, type CommandContext } from '../../command-context.ts';
import type { BumpCommandOptions } from './bump.ts';
import { collect } from '../../collect.ts';

/** `kumiki bump` */
export function declareBump(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  const bump = program
    .command('bump')
    .argument('<app>', 'the application')
    .argument(
      '<name=image...>',
      'its images: NAME=IMAGE[:TAG][@DIGEST]; a tag without a digest is resolved at its registry',
    )
    .description(
      'Pins images and renders what they change; with --pr on a branch of the manifest repository, as one pull request for each environment.',
    )
    .requiredOption('--env <glob>', 'the environments (may be given again)', collect)
    .option('--commit <sha>', 'the commit that the images were built from')
    .option('--build <n>', 'the number of their build; higher for each later one')
    .option(
      '--source <repository>',
      'the repository that they were built from (default: the remote origin of this one)',
    )
    .option('--again', 'also what a revert or a rollback took off, or somebody closed')
    .option('--hotfix', 'does not wait for upstream environments');
  withChangeOptions(bump);
  bump
    .option(
      '--auto-merge',
      "lets the host merge it as soon as its rules allow, where the environment's merge is 'auto'",
    )
    .option('--remote-render', 'commits the pin alone: CI of the manifest repository renders')
    .addHelpText(
      'after',
      examples([
        'kumiki bump users api=ghcr.io/acme/users-api:1.5.0 --env staging',
        "kumiki bump users api=ghcr.io/acme/users-api@sha256:… --env 'staging*' --pr \\\n      --repository https://github.com/acme/manifests.git --commit $SHA --build $NUMBER",
      ]),
    )
    .action(async (application: string, images: string[], options: Omit<BumpCommandOptions, 'color'>) => {
      const { bumpCommand } = await import('./bump.ts');
      finished(await bumpCommand(application, images, { ...global(), ...options }, io));
    });
}
