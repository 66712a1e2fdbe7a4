import { isIP } from 'node:net';

/** Source: k8s.io/apimachinery/pkg/util/validation, `IsDNS1123Subdomain`. */
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST = 253;

/** What keeps a text from being a host's name, as the end of a sentence with what to do; undefined where nothing does. */
export function whyNoHostName(text: unknown): string | undefined {
  if (typeof text !== 'string' || text === '') return 'which is no name. Use one like db.example.com.';
  if (isIP(text) !== 0) return `which is an address. Write it as addresses: ['${text}'].`;
  if (text.length > LONGEST) return `${text.length} characters long. The limit is ${LONGEST}.`;
  if (text.includes('/')) return 'which is more than a host. Leave out the scheme and the path.';
  if (text.includes(':')) return 'which is more than a host. The port has a prop of its own.';
  if (SUBDOMAIN.test(text)) return undefined;
  return "which is no host's name. Use lower-case letters, digits, '-' and '.', with a letter or digit at both ends of each part.";
}
