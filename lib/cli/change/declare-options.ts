import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** The flags that open a pull request, and say where. */
export function withChangeOptions(command: CommandUnknownOpts): void {
  command.option(
    '--pr',
    'opens a pull request, or makes the one that is there new; needs a token in KUMIKI_TOKEN or KUMIKI_TOKEN_FILE, on plain git none',
  );
  withTargetOptions(command);
}

/** The flags that say where the manifest repository is. */
export function withTargetOptions(command: CommandUnknownOpts): void {
  command
    .option('--repository <url>', "the manifest repository: an address or a path (default: this one's)")
    .option('--host <host>', 'github, gitlab, gitea, bitbucket or git (default: by its address)')
    .option('--api <url>', "the root of the host's API (default: by its address)")
    .option('--base <branch>', 'the branch that changes go to (default: main)');
}
