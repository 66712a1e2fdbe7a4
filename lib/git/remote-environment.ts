import type { RemoteAddress } from './remote-address.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The variables with which git reaches a remote with a token: as a header that is sent to this repository alone, so that the token is in no
 * argument, no address and no file. Without a token git asks whoever it asks otherwise: an agent for ssh, a credential helper.
 *
 * @param user the name that the host wants beside a token
 */
export function remoteEnvironment(
  env: Variables,
  { url, origin, user: given, password }: RemoteAddress,
  token: string | undefined,
  user: string,
): Variables {
  if (origin === undefined) return env;
  // Of several that a helper knows.
  if (token === undefined)
    return given === undefined ? env : withConfig(env, [[`credential.${origin}.username`, given]]);
  // A password belongs to the user that it stood beside.
  const name = (token === password ? given : undefined) ?? user;
  const header = `Authorization: Basic ${Buffer.from(`${name}:${token}`).toString('base64')}`;
  // Of an address, the longest that matches counts: https://git-scm.com/docs/git-config#Documentation/git-config.txt-httplturlgt
  const key = `http.${url}.extraHeader`;
  return {
    ...withConfig(env, [
      // An empty value takes away those that a person has set: two headers of this name are refused, or the wrong one counts.
      [key, ''],
      [key, header],
      // Neither asked for the token, nor told of it.
      ['credential.helper', ''],
    ]),
    GIT_ASKPASS: '',
  };
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
