/** `environments/staging.ts` with the previews of it. */
export interface PreviewSource {
  readonly name?: string;
  /** More props of the environment, each with a comma behind it. */
  readonly props?: string;
  readonly body?: string;
  /** What `previews` is given behind the environment. */
  readonly options?: string;
}

export function previewedSource({
  name = 'staging',
  props = '',
  body = "new Config(new Application(environment, 'shop'), 'settings', { A: 'a' });",
  options = '',
}: PreviewSource = {}): string {
  return `import { argocd, Application, Config, defineEnvironment, existingSecret, flux, folder, previews, Route, WebService, Worker } from 'kumiki';
const base = defineEnvironment({
  name: '${name}',
  edition: 1,
  kubernetes: '1.34',
  ${props}
  build(environment) {
    ${body}
  },
});
export default [base, ...previews(base${options})];
`;
}

export const DIGEST = `sha256:${'a'.repeat(64)}`;
const PIN = { image: 'ghcr.io/acme/shop-api', digest: DIGEST };

/** The text of a preview's file. */
export function previewText(from = 'staging', images: object = { shop: { api: PIN } }, until = '2026-12-24'): string {
  return JSON.stringify({ from, until, images });
}
