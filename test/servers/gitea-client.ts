/** Talks to the API of a Gitea as one of its users. */
export class GiteaClient {
  readonly url: string;
  readonly name: string;
  readonly token: string;
  /** What the token may do, as the server says: `write:repository`. */
  readonly scopes: readonly string[];

  constructor(url: string, name: string, token: string, scopes: readonly string[]) {
    this.url = url;
    this.name = name;
    this.token = token;
    this.scopes = scopes;
  }

  /** @param path below `/api/v1`, with a slash at its start */
  ask<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    return send(this.url, `token ${this.token}`, method, path, body);
  }

  /** Another user, with a new token. */
  async signIn(name: string, password: string, scopes: readonly string[]): Promise<GiteaClient> {
    const basic = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
    const given = await send<GivenToken>(this.url, basic, 'POST', `/users/${name}/tokens`, { name: 'e2e', scopes });
    return new GiteaClient(this.url, name, given.sha1, given.scopes);
  }
}

interface GivenToken {
  readonly sha1: string;
  readonly scopes: readonly string[];
}

async function send<T>(url: string, authorization: string, method: string, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Gitea: ${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
