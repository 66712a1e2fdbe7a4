import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../../command-context.ts';

/** `kumiki render`: what one kumiki asks of another, and nobody types. */
export function declareRender(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  program
    .command('render', { hidden: true })
    .description(
      'Says the policies of the environments, then for each request on standard input, a line of JSON, what its data change. For bump, promote and their like.',
    )
    .action(async () => {
      const { renderCommand } = await import('./render.ts');
      finished(await renderCommand(global(), io));
    });
}
