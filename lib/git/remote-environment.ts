import type { RemoteAddress } from './remote-address.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The variables with which git reaches a remote with a token: as a header that is sent to this origin alone, so that the token is in no
 * argument, no address and no file. Without a token git asks whoever it asks otherwise: an agent for ssh, a credential helper.
 *
 * @param user the name that the host wants beside a token
 */
export function remoteEnvironment(
  env: Variables,
  { origin }: RemoteAddress,
  token: string | undefined,
  user: string,
): Variables {
  if (token === undefined || origin === undefined) return env;
  const header = `Authorization: Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;
  return withConfig(env, [
    [`http.${origin}/.extraHeader`, header],
    // Neither asked for the token, nor told of it.
    ['credential.helper', ''],
  ]);
}

/** Settings of git by variables: https://git-scm.com/docs/git-config#ENVIRONMENT. Those that are there already are kept. */
function withConfig(env: Variables, settings: readonly (readonly [string, string])[]): Variables {
  const first = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0;
  return {
    ...env,
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${first + index}`, key],
        [`GIT_CONFIG_VALUE_${first + index}`, value],
      ]),
    ),
    GIT_CONFIG_COUNT: String(first + settings.length),
  };
}
