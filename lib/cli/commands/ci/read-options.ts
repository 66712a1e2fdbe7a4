import type { ApplicationOptions, ManifestOptions } from '../../../ci/recipe.ts';
import { UserError } from '../../../errors.ts';
import { detectHost } from '../../../forge/detect-host.ts';
import { HOSTS, type HostName } from '../../../forge/forge.ts';
import type { CiCommandOptions } from './ci.ts';

/** What a recipe is made with stands in the text of scripts: nothing may be in it that a shell, YAML or Groovy sees otherwise. */
export function readManifestOptions(options: CiCommandOptions, ciHost: string): ManifestOptions {
  if (options.app !== undefined) throw new UserError('--app goes with --for app. Add that, or leave --app out.');
  const repository = options.repository === undefined ? undefined : repositoryOf(options.repository);
  return { repository, base: baseOf(options), host: manifestHostOf(repository, options, ciHost), api: apiOf(options) };
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
  const address = repositoryOf(repository);
  if (options.host === undefined && detectedHost(address) === undefined) throw hostMissing(address);
  return {
    application: app,
    repository: address,
    host: hostOf(options),
    api: apiOf(options),
    base: baseOf(options),
  };
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

/** Where CI is a git host too, it is that of the manifest repository, but where the address says another. */
function manifestHostOf(
  repository: string | undefined,
  options: CiCommandOptions,
  ciHost: string,
): HostName | undefined {
  const named = hostOf(options);
  if (named !== undefined || repository === undefined) return named;
  const found = detectedHost(repository);
  if (HOSTS.some((one) => one === ciHost)) return found;
  if (found === undefined) throw hostMissing(repository);
  return undefined;
}

function detectedHost(address: string): HostName | undefined {
  return detectHost(new URL(address));
}

function hostMissing(address: string): UserError {
  return new UserError(
    `${address}: its name does not say which git host it is. Name it with --host: ${HOSTS.join(', ')}.`,
  );
}

function hostOf({ host }: CiCommandOptions): HostName | undefined {
  const found = HOSTS.find((one) => one === host);
  if (found === undefined && host !== undefined)
    throw new UserError(`--host is '${host}'. There are: ${HOSTS.join(', ')}.`);
  return found;
}

function apiOf({ api }: CiCommandOptions): string | undefined {
  if (api !== undefined && /^https?:\/\/[^/]*@/.test(api))
    throw new UserError(
      '--api holds a name or a credential. Leave it out: the token is a secret of the CI host, KUMIKI_TOKEN.',
    );
  if (api === undefined || /^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:\/[\w.~-]+)*$/.test(api)) return api;
  throw new UserError(`--api is '${api}'. Name the root of the host's API, such as https://git.example.com/api/v1.`);
}

function baseOf({ base }: CiCommandOptions): string {
  if (/^(?!.*\.\.)(?!.*\.lock$)\w[\w./-]*(?<![./])$/.test(base)) return base;
  throw new UserError(`--base is '${base}'. Name a branch, such as main.`);
}
