import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { examples, type CommandContext } from '../../command-context.ts';
import { collect } from '../../collect.ts';

/** `kumiki secret …` */
export function declareSecret(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  const secret = program
    .command('secret')
    .description('Seals secrets, so that only the controller of their cluster can read them. It needs no cluster.');

  secret
    .command('set')
    .usage('<app> <name> [key] --env <glob> [options]')
    .description(
      'Seals a value, from standard input or typed unseen, into environments/<env>/secrets/<app>/<name>.json: into all environments that match, or none.',
    )
    .option('--env <glob>', 'the environments (may be given again)', collect)
    .option('--scope <scope>', 'strict, namespace-wide or cluster-wide (default: as it is, or strict)')
    .option(
      '--from-env-file <file>',
      'many keys at once: KEY=VALUE on each line, the value as it stands, quotes included; # begins a line of comment; - is standard input',
    )
    .option('--allow-empty', 'takes a value without any byte')
    .option('--same-value', 'the value is what it was: seals it again, and restarts nothing')
    // What it does not know may be a value, which commander would repeat.
    .allowUnknownOption()
    .allowExcessArguments()
    .addHelpText(
      'after',
      examples([
        "kumiki secret set users database password --env 'production-*'",
        'kumiki secret set users tls tls.key --env staging < tls.key',
        'printf %s "$PASSWORD" | kumiki secret set users database password --env staging',
        'kumiki secret set users database --env staging --from-env-file database.env',
      ]),
    )
    .action(async (options: SetOptions, command) => {
      const { setCommand } = await import('./set.ts');
      finished(await setCommand(command.args, { ...global(), ...options }, io));
    });

  secret
    .command('status')
    .description(
      'Which keys are sealed, missing, unused, or sealed by a certificate of the past. Exits with 1 where one is missing.',
    )
    .option('--env <glob>', 'only environments of these names (may be given again)', collect)
    .addHelpText('after', examples(['kumiki secret status', "kumiki secret status --env 'production-*' --json"]))
    .action(async (options: ChoiceOptions) => {
      const { statusCommand } = await import('./status.ts');
      finished(await statusCommand({ ...global(), ...options }, io));
    });

  secret
    .command('reseal')
    .description('Gives the commands that seal again what another certificate has sealed. Changes nothing.')
    .option('--env <glob>', 'only environments of these names (may be given again)', collect)
    .addHelpText('after', examples(['kumiki secret reseal --env production-eu']))
    .action(async (options: ChoiceOptions) => {
      const { resealCommand } = await import('./reseal.ts');
      finished(await resealCommand({ ...global(), ...options }, io));
    });

  secret
    .command('certificate')
    .argument('<file>', 'the certificate in PEM; - is standard input')
    .description('Checks the certificate of a cluster, and writes it to environments/<env>/sealing.pem.')
    .option('--env <glob>', 'the environments of that cluster (may be given again)', collect)
    .option('--allow-older', 'takes one that was made before the present one')
    .addHelpText(
      'after',
      examples([
        'kumiki secret certificate sealing.pem --env staging',
        "kubeseal --fetch-cert | kumiki secret certificate - --env 'production-eu*'",
      ]),
    )
    .action(async (file: string, options: CertificateOptions) => {
      const { certificateCommand } = await import('./certificate.ts');
      finished(await certificateCommand(file, { ...global(), ...options }, io));
    });
}

interface ChoiceOptions {
  readonly env?: readonly string[] | undefined;
}

interface SetOptions extends ChoiceOptions {
  readonly scope?: string | undefined;
  readonly fromEnvFile?: string | undefined;
  readonly allowEmpty?: true | undefined;
  readonly sameValue?: true | undefined;
}

interface CertificateOptions extends ChoiceOptions {
  readonly allowOlder?: true | undefined;
}
