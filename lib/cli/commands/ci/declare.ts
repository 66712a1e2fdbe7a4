import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { examples, type CommandContext } from '../../command-context.ts';
import type { CiCommandOptions } from './ci.ts';

/** `kumiki ci` */
export function declareCi(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  program
    .command('ci')
    .argument(
      '<host>',
      'github, gitlab, gitea, circleci, travis, jenkins, drone, woodpecker or concourse: where the jobs run',
    )
    .description(
      'Writes the CI files of this repository, or with --for app prints those of an application that proposes its images.',
    )
    .option('--for <what>', 'manifests, this repository, or app, the one that builds the image', 'manifests')
    .option('--out <dir>', 'the folder to write into; - prints (default: this repository, and - with --for app)')
    .option('--repository <url>', 'the manifest repository, by https (needed with --for app)')
    .option(
      '--host <host>',
      "the manifest repository's git host: github, gitlab, gitea, bitbucket or git (default: by its address)",
    )
    .option('--api <url>', "the root of that host's API (default: by its address)")
    .option('--app <app>', 'the application, with --for app')
    .option('--base <branch>', 'the branch of the manifest repository that changes go to', 'main')
    .option('--check', 'writes nothing; exits with 2 where a file is not what the recipe gives')
    .option('--force', 'writes over files that are something else')
    .addHelpText(
      'after',
      examples([
        'kumiki ci github',
        'kumiki ci gitlab --out -',
        'kumiki ci jenkins --check',
        'kumiki ci github --for app --app users --repository https://git.example.com/acme/manifests.git --host gitea --out .',
      ]),
    )
    .action(async (host: string, options: Omit<CiCommandOptions, 'color'>) => {
      const { ciCommand } = await import('./ci.ts');
      finished(ciCommand(host, { ...global(), ...options }, io));
    });
}
