import { RemoteError } from '../errors.ts';
import { fieldsOf } from '../fields.ts';
import { HttpClient } from '../http/http-client.ts';
import { answerOf } from '../http/raw-answer.ts';
import { advise } from './advise.ts';
import { basicOf, secretsOf, type Credentials } from './credentials.ts';
import type { Challenge } from './parse-challenge.ts';
import { isOfThisMachine, type RegistryAddress } from './registry-address.ts';
import type { RegistryOptions } from './registry-options.ts';
import { sendRaw } from './send-raw.ts';

/**
 * A token to read one repository: https://distribution.github.io/distribution/spec/auth/token/, and for identity tokens
 * https://distribution.github.io/distribution/spec/auth/oauth/.
 *
 * @param credentials without any, a token for what everybody may read
 */
export async function fetchToken(
  address: RegistryAddress,
  { parameters }: Challenge,
  credentials: Credentials | undefined,
  options: RegistryOptions,
): Promise<string> {
  const realm = checkRealm(address, parameters['realm'] ?? '');
  const { service } = parameters;
  const scope = parameters['scope'] ?? `repository:${address.path}:pull`;
  const answer =
    credentials?.kind === 'identity'
      ? await exchangeIdentity(
          address,
          realm,
          { ...(service === undefined ? {} : { service }), scope },
          credentials.token,
          options,
        )
      : await ask(address, realm, { ...(service === undefined ? {} : { service }), scope }, credentials, options);
  const { token, access_token: accessToken } = fieldsOf(answer);
  for (const value of [token, accessToken]) if (typeof value === 'string' && value !== '') return value;
  throw new RemoteError(`${address.name}: ${realm.host} answered without a token. Ask those who run it.`);
}

/** Credentials go to it: nobody may listen, unless nothing leaves this machine. */
function checkRealm({ name, isLoopback }: RegistryAddress, text: string): URL {
  const realm = URL.canParse(text) ? new URL(text) : undefined;
  if (realm?.protocol === 'https:') return realm;
  if (realm?.protocol === 'http:' && isLoopback && isOfThisMachine(realm.host)) return realm;
  throw new RemoteError(
    `${name}: sends to '${text}' for a token, which is no address by https. No credentials were sent there: ask those who run the registry.`,
  );
}

type Query = Readonly<Record<string, string>>;

async function ask(
  address: RegistryAddress,
  realm: URL,
  query: Query,
  credentials: Extract<Credentials, { kind: 'password' }> | undefined,
  { env, clock }: RegistryOptions,
): Promise<unknown> {
  const client = new HttpClient({
    name: address.name,
    api: realm.origin,
    headers: {
      'User-Agent': 'kumiki',
      ...(credentials === undefined ? {} : { Authorization: basicOf(credentials) }),
    },
    secrets: secretsOf(credentials),
    env,
    clock,
    advise: (answer) => advise(address, credentials, answer.status),
  });
  const given = Object.fromEntries(realm.searchParams);
  const { body } = await client.send({
    method: 'GET',
    path: realm.pathname,
    query: { ...given, ...query },
    what: `get a token for ${address.path}`,
  });
  return body;
}

async function exchangeIdentity(
  address: RegistryAddress,
  realm: URL,
  query: Query,
  token: string,
  { env }: RegistryOptions,
): Promise<unknown> {
  const form = { grant_type: 'refresh_token', client_id: 'kumiki', refresh_token: token, ...query };
  const where = `${address.name} (${realm.host}): cannot get a token for ${address.path}`;
  const answer = await sendRaw({
    method: 'POST',
    address: realm,
    headers: {
      'user-agent': 'kumiki',
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams(form).toString(),
    env,
    where,
  });
  if (answer.status === 200) return answerOf(answer).body;
  const advice = advise(address, { kind: 'identity', token }, answer.status) ?? 'Run again later.';
  throw new RemoteError(`${where}: ${answer.status}. ${advice}`);
}
