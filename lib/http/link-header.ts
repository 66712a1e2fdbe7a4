/**
 * The address of the next page (RFC 8288): `<https://…?page=2>; rel="next", <…>; rel="last"`.
 *
 * @returns undefined where this page is the last
 */
export function nextLink(header: string | undefined): string | undefined {
  for (const [, address, parameters = ''] of (header ?? '').matchAll(/<([^>]*)>([^<]*)/g))
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters)) return address;
  return undefined;
}
