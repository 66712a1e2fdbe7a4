import type { ApplicationOptions, ManifestOptions } from '../../../ci/recipe.ts';
import { UserError } from '../../../errors.ts';
import type { CiCommandOptions } from './ci.ts';

/** What a recipe is made with stands in the text of scripts: nothing may be in it that a shell, YAML or Groovy sees otherwise. */
export function readManifestOptions(options: CiCommandOptions): ManifestOptions {
  if (options.app !== undefined) throw new UserError('--app goes with --for app. Add that, or leave --app out.');
  return {
    base: baseOf(options),
    repository: options.repository === undefined ? undefined : repositoryOf(options.repository),
  };
}

export function readApplicationOptions(options: CiCommandOptions): Omit<ApplicationOptions, 'version'> {
  const { app, repository } = options;
  if (app === undefined)
    throw new UserError('--app is missing. Name the application whose images it proposes: --app users.');
  if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(app))
    throw new UserError(`--app is '${app}'. Name an application, such as users: lower case, digits and hyphens.`);
  if (repository === undefined)
    throw new UserError(
      '--repository is missing. Name the manifest repository: --repository https://git.example.com/acme/manifests.git',
    );
  return { application: app, repository: repositoryOf(repository), base: baseOf(options) };
}

function repositoryOf(address: string): string {
  if (/^https?:\/\/[^/]*@/.test(address))
    throw new UserError(
      '--repository holds a name or a credential. Leave it out: the token is a secret of the CI host, KUMIKI_TOKEN.',
    );
  if (/^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:\/[\w.~-]+)+$/.test(address)) return address;
  throw new UserError(
    `--repository is '${address}'. Give an address by https, as a token goes with it: https://git.example.com/acme/manifests.git`,
  );
}

function baseOf({ base }: CiCommandOptions): string {
  if (/^(?!.*\.\.)(?!.*\.lock$)\w[\w./-]*(?<![./])$/.test(base)) return base;
  throw new UserError(`--base is '${base}'. Name a branch, such as main.`);
}
