import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { examples, type CommandContext } from '../../command-context.ts';
import { collect } from '../../collect.ts';

/** `kumiki rename` */
export function declareRename(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  program
    .command('rename')
    .description(
      'Gives an application another id: in the source where it is a literal, in the data of its environments, and in dist. Its namespace stays.',
    )
    .argument('<app>', 'the application')
    .argument('<new>', 'its new id')
    .option('--env <glob>', 'only in environments of these names (may be given again)', collect)
    .option(
      '--reason <text>',
      "writes the entries for what goes under the old name to each environment's deletions.json",
    )
    .addHelpText('after', WHAT_FOLLOWS)
    .addHelpText(
      'after',
      examples(['kumiki rename users people', "kumiki rename users people --reason 'users is called people now'"]),
    )
    .action(async (application, id, options) => {
      const { renameCommand } = await import('./rename.ts');
      finished(await renameCommand(application, id, { ...global(), env: [], ...options }, io));
    });
}

const WHAT_FOLLOWS = `
All of it changes, or nothing. Where the id is no literal, or the namespace cannot be kept, it says the line: change that by hand, and
run the command again, which then moves the data.

Every object gets another name with it: the new ones come, and the old ones go. What 'check --base' guards is named at the end, with the
entries for deletions.json that a reviewer has to see; they are written where --reason says why. A StatefulSet starts with new, empty
claims: move its data first. Entries that deletions.json has already name what the base has, and stay as they are. Seals that are strict
open under the old name alone: the lines that seal them again are printed, and until they were run nothing is rendered.
`;
