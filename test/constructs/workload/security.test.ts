import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { Worker } from '../../../lib/constructs/worker.ts';
import type { SecurityFields } from '../../../lib/constructs/workload/security.ts';
import { defineEnvironment } from '../../../lib/environment/define-environment.ts';
import type { Security } from '../../../lib/environment/environment-props.ts';
import { render } from '../../../lib/testing/index.ts';

function contexts(security: Security | SecurityFields | undefined, environment?: Security): unknown {
  const definition = defineEnvironment({
    name: 'test',
    edition: 1,
    kubernetes: '1.34',
    security: environment,
    build(root) {
      new Worker(new Application(root, 'test'), 'mailer', { image: 'a:1', security });
    },
  });
  const pod = render(definition).find('Deployment').spec?.template.spec;
  const { hostNetwork, hostPID, hostUsers } = pod ?? {};
  return { pod: pod?.securityContext, container: pod?.containers[0]?.securityContext, hostNetwork, hostPID, hostUsers };
}

const RESTRICTED = {
  pod: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  container: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};

test.each<[Security | SecurityFields | undefined, Security | undefined, object]>([
  [undefined, undefined, RESTRICTED],
  ['restricted', 'privileged', RESTRICTED],
  [undefined, 'baseline', {}],
  ['baseline', undefined, {}],
  ['privileged', undefined, {}],
  [{}, undefined, RESTRICTED],
  [{ level: 'baseline' }, undefined, {}],
  [{ user: 1000 }, undefined, { ...RESTRICTED, pod: { ...RESTRICTED.pod, runAsUser: 1000 } }],
  [
    { runAsNonRoot: false, user: 0 },
    undefined,
    { ...RESTRICTED, pod: { ...RESTRICTED.pod, runAsNonRoot: false, runAsUser: 0 } },
  ],
  [
    { seccomp: 'Unconfined' },
    undefined,
    { ...RESTRICTED, pod: { runAsNonRoot: true, seccompProfile: { type: 'Unconfined' } } },
  ],
  [
    { capabilities: ['NET_BIND_SERVICE'] },
    undefined,
    {
      ...RESTRICTED,
      container: { allowPrivilegeEscalation: false, capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } },
    },
  ],
  [{ level: 'baseline', capabilities: ['CHOWN'] }, undefined, { container: { capabilities: { add: ['CHOWN'] } } }],
  // The server refuses a privileged container that may not escalate.
  [
    { privileged: true },
    undefined,
    { ...RESTRICTED, container: { capabilities: { drop: ['ALL'] }, privileged: true } },
  ],
  [
    { hostNetwork: true, hostPID: true, hostUsers: false, level: 'privileged' },
    undefined,
    { hostNetwork: true, hostPID: true, hostUsers: false },
  ],
])('security %j in an environment of %s', (security, environment, expected) => {
  expect(contexts(security, environment)).toEqual(expected);
});

test.each([['restrictd'], [{ level: 'none' }]])('a level that is none, %j, relaxes nothing in silence', (security) => {
  expect(() => contexts(security as Security)).toThrow('Use one of: restricted, baseline, privileged.');
});
