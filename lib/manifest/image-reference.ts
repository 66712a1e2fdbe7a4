import { showValue } from './show-value.ts';

/** A container image: `repository[:tag][@digest]`, with at least one of the two. */
export interface Image {
  readonly repository: string;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
  toString(): string;
}

// Source: github.com/distribution/reference, regexp.go.
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const HOST =
  '(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?';
const REPOSITORY = new RegExp(`^(?:${HOST}/)?${COMPONENT}(?:/${COMPONENT})*$`);
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

// A first component with capitals that is no host by its look is a repository in the wrong case.
const CAPITALS_WITHOUT_HOST = /^(?=[^/]*[A-Z])[^/.:]+\//;

/** Each says what is right, for the end of a message; undefined where the text is fine. */
export const imageParts = {
  repository(text: string): string | undefined {
    const scheme = /^[a-z]+:\/\//i.exec(text)?.[0];
    if (scheme !== undefined) return `Write it without ${scheme}`;
    if (text.length > 255) return `A repository is at most 255 characters; it has ${text.length}.`;
    if (REPOSITORY.test(text) && !CAPITALS_WITHOUT_HOST.test(text)) return undefined;
    return "A repository is lower case, such as 'ghcr.io/acme/users-api'.";
  },
  tag: (text: string): string | undefined =>
    TAG.test(text)
      ? undefined
      : "A tag is 1 to 128 letters, digits, '_', '.' and '-', and starts with none of the last two.",
  digest: (text: string): string | undefined =>
    DIGEST.test(text) ? undefined : "A digest is 'sha256:' and 64 hexadecimal digits, lower case.",
};

export function imageOfParts(repository: string, tag: string | undefined, digest: string | undefined): Image {
  const text = `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
  return { repository, tag, digest, toString: () => text };
}

/**
 * An image of text.
 *
 * @returns what is wrong with it, to be put behind the name of the prop, where it is no image, or has neither tag nor digest
 */
export function parseImage(text: unknown): Image | string {
  if (typeof text !== 'string') return `is ${showValue(text)}. Use text, such as 'ghcr.io/acme/users-api:1.4.2'.`;
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const tag = tagged ? named.slice(colon + 1) : undefined;
  const repository = tagged ? named.slice(0, colon) : named;

  const wrong =
    imageParts.repository(repository) ??
    (tag === undefined ? undefined : imageParts.tag(tag)) ??
    (digest === undefined ? undefined : imageParts.digest(digest));
  if (wrong !== undefined) return `is '${text}'. ${wrong}`;
  if (tag === undefined && digest === undefined) {
    return `is '${text}', without tag and digest: it would be another image tomorrow. Write '${text}:TAG' or '${text}@sha256:…'.`;
  }
  return imageOfParts(repository, tag, digest);
}
