import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { examples, type CommandContext } from '../../command-context.ts';

/** `kumiki codeowners` */
export function declareCodeowners(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  program
    .command('codeowners')
    .description(
      'Writes CODEOWNERS from owners: those of environments over their file, data and manifests, those of applications over their pins and manifests, those of platform environments over every delivery/, the config and this file.',
    )
    .option('--host <host>', 'github, gitlab, gitea or bitbucket (default: from the config or the address)')
    .option('--out <file>', "the file, from the root of the repository (default: the host's, where it is already)")
    .option('--check', 'writes nothing; exits with 2 where the file differs')
    .option('--force', 'replaces a file that somebody else wrote')
    .addHelpText('after', WHO_REVIEWS)
    .addHelpText('after', examples(['kumiki codeowners', 'kumiki codeowners --host gitlab --check']))
    .action(async (options) => {
      const { codeownersCommand } = await import('./codeowners.ts');
      finished(await codeownersCommand({ ...global(), ...options }, io));
    });
}

const WHO_REVIEWS = `
The last line that matches counts, and one of those whom it names is enough. So an application's owner stands beside the environment's
where images are merged without a person (merge: 'auto'), and the environment's owners alone decide where one reviews; GitLab, which can
ask for both, then wants the application's owner as well. An owner of an application that is no handle, such as 'team-identity', is a label.
`;
