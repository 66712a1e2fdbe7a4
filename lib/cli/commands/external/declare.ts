import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { examples, type CommandContext } from '../../command-context.ts';

/** `kumiki external …` */
export function declareExternal(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  const external = program.command('external').description('Takes in what Terraform knows of the world outside.');

  external
    .command('import')
    .description(
      'Writes outputs of Terraform to environments/<env>/external/<name>.json, where environment.external(name) reads them.',
    )
    .requiredOption('--env <name>', 'the environment')
    .requiredOption('--terraform <file>', "what 'terraform output -json' gave, or tofu; - is standard input")
    .requiredOption(
      '--map <file>',
      'which output becomes which value: { "<name>": { "<key>": "<output>" } }, or a part of it, "<output>.field[0]"',
    )
    .option('--serial <n>', 'the serial of the state: older outputs are refused from then on')
    .option('--lineage <id>', 'the lineage of the state: outputs of another are refused from then on')
    .option('--check', 'writes nothing; exits with 2 where the files are not what the outputs give')
    .addHelpText(
      'after',
      examples([
        'terraform output -json > outputs.json',
        'kumiki external import --env production --terraform outputs.json --map terraform/map.json',
        'terraform output -json | kumiki external import --env production --terraform - --map map.json --check',
        'kumiki external import … --serial "$(terraform state pull | jq -r .serial)" --lineage "$(terraform state pull | jq -r .lineage)"',
      ]),
    )
    .action(async (options) => {
      const { importCommand } = await import('./import.ts');
      finished(await importCommand({ ...global(), ...options }, io));
    });
}
