/** What somebody signs in to a registry with. An identity token is only good for getting tokens. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'identity'; readonly token: string };

/** `Basic …`, as a header has it. */
export function basicOf({ username, password }: { readonly username: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** What no message may hold of them. */
export function secretsOf(credentials: Credentials | undefined): readonly string[] {
  if (credentials === undefined) return [];
  if (credentials.kind === 'identity') return [credentials.token];
  return [credentials.password, basicOf(credentials).slice('Basic '.length)];
}
