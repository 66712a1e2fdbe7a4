import { makeShop } from './shop.ts';

export const ARGO_CD = "argocd({ repository: 'https://git.example.com/acme/manifests.git' })";
export const FLUX = "flux({ repository: 'https://git.example.com/acme/manifests.git' })";

/** An environment `production` that is delivered, with `shop` and `mail`, or what the body makes. */
export function delivered(
  delivery: string,
  body = 'new Shop(environment); new Mail(environment);',
  props = '',
  name = 'production',
): string {
  return `import { argocd, defineEnvironment, flux, folder } from 'kumiki';
import { Mail, Shop } from '../apps/shop.ts';
export default defineEnvironment({
  name: '${name}',
  edition: 1,
  kubernetes: '1.34',
  ${delivery === '' ? '' : `delivery: ${delivery},`}
  ${props}
  build(environment) {
    ${body}
  },
});
`;
}

export function makeDeliveredShop(delivery: string, files: Readonly<Record<string, string>> = {}): string {
  return makeShop([], { 'environments/production.ts': delivered(delivery), ...files });
}
