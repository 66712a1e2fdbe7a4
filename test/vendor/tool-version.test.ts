import { expect, test } from 'vitest';
import { HELM, KUSTOMIZE, toolVersion } from '../../lib/vendor/tool-version.ts';

test.each([
  ['v4.3.1', '4.3.1'],
  ['v3.8.0', '3.8.0'],
  ['v3.19', '3.19'],
  ['3.19.0-rc.1+g1234', '3.19.0-rc.1+g1234'],
  ['{Version:kustomize/v5.4.2 GitCommit:}', '5.4.2'],
])('%s is version %s', (output, version) => {
  expect(toolVersion(version.startsWith('5') ? KUSTOMIZE : HELM, output, 'program')).toBe(version);
});

test.each([
  ['v3.7.2', '/bin/helm: is helm 3.7.2, which is too old. Install helm 3.8 or newer, or 4:'],
  ['v2.17.0', '/bin/helm: is helm 2.17.0, which is too old.'],
  ['', '/bin/helm: does not say its version. Is it helm?'],
])('%j is refused', (output, message) => {
  expect(() => toolVersion(HELM, output, '/bin/helm')).toThrow(message);
});
