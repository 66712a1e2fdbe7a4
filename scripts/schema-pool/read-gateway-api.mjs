// The Gateway API's CRDs (standard channel) as definitions of the same shape as kubernetes-1.37.json.
import { definitionsOfCrds } from './crd-definitions.mjs';
import { readModuleCrds } from './read-module-crds.mjs';

export const GATEWAY_API_VERSION = '1.6.3';

/** Needs Go. */
export function readGatewayApi() {
  const crds = readModuleCrds('sigs.k8s.io/gateway-api', GATEWAY_API_VERSION, 'config/crd/standard');
  return { version: GATEWAY_API_VERSION, licence: 'Apache-2.0', ...definitionsOfCrds(crds) };
}
