import { UserError } from '../errors.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** As undici takes them; an empty text is none, and keeps it from looking at the variables of the process itself. */
export interface Proxies {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * The proxies that variables name. As with curl, names in lower case come first, and an address may lack its `http://`; without
 * HTTPS_PROXY, HTTP_PROXY serves both, as with undici.
 *
 * @throws a UserError that names the variable, and not the password in it
 */
export function readProxies(env: Variables): Proxies {
  return {
    httpProxy: addressOf('HTTP_PROXY', env),
    httpsProxy: addressOf('HTTPS_PROXY', env),
    noProxy: valueOf('NO_PROXY', env),
  };
}

/** What no message may hold of them. */
export function passwordsOf({ httpProxy, httpsProxy }: Proxies): readonly string[] {
  return [httpProxy, httpsProxy]
    .filter((proxy) => proxy !== '')
    .map((proxy) => decodeURIComponent(new URL(proxy).password))
    .filter((password) => password !== '');
}

function addressOf(name: string, env: Variables): string {
  const value = valueOf(name, env);
  if (value === '') return '';
  const address = value.includes('://') ? value : `http://${value}`;
  // A lonely % would be no part of any password.
  const isAddress = URL.canParse(address) && !/%(?![0-9a-f]{2})/i.test(address);
  if (isAddress && /^(?:https?|socks5?):$/.test(new URL(address).protocol)) return address;
  throw new UserError(
    `${name}: '${value.replace(/[^/@]*@/, '')}' is no address of a proxy. Name one such as http://proxy.example.com:3128 there, or unset it.`,
  );
}

function valueOf(name: string, env: Variables): string {
  return (env[name.toLowerCase()] ?? env[name] ?? '').trim();
}
