/**
 * An address as it may be written down: without the user and password of https and http, and without the password of any other. Text that
 * is no address, such as `acme/users` or `git@git.example.com:acme/users.git`, is the same.
 */
export function withoutCredentials(text: string): string {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*:\/\/)(.*)$/is.exec(text) ?? [];
  if (scheme === undefined || rest === undefined) return text;
  // A password may hold what ends a host, and then it is no address that anything reads.
  const end = URL.canParse(text) ? rest.search(/[/?#]|$/) : rest.length;
  const at = rest.lastIndexOf('@', end - 1);
  if (at < 0) return text;
  const isWeb = /^https?:/i.test(scheme);
  const [user = ''] = rest.split(/[:@]/, 1);
  return `${scheme}${isWeb ? '' : `${user}@`}${rest.slice(at + 1)}`;
}
