import type { Container, ContainerStatus, Pod, PodCondition, PodStatus } from '../../../lib/kubernetes.ts';

/** A container that waits, for a reason that a kubelet would give. */
export function waitingStatus(pod: Pod, reason: string, message: string): PodStatus {
  return {
    phase: 'Pending',
    conditions: conditionsOf(false),
    containerStatuses: containersOf(pod).map((container) => ({
      ...startedFrom(container, false),
      state: { waiting: { reason, message } },
    })),
  };
}

export function runningStatus(pod: Pod, address: string): PodStatus {
  const now = new Date().toISOString();
  return {
    phase: 'Running',
    startTime: now,
    hostIP: '127.0.0.1',
    podIP: address,
    podIPs: [{ ip: address }],
    conditions: conditionsOf(true),
    containerStatuses: containersOf(pod).map((container) => ({
      ...startedFrom(container, true),
      state: { running: { startedAt: now } },
    })),
  };
}

/** Of a Job's Pod: it has done its work at once. */
export function succeededStatus(pod: Pod, address: string): PodStatus {
  const now = new Date().toISOString();
  return {
    ...runningStatus(pod, address),
    phase: 'Succeeded',
    conditions: conditionsOf(false),
    containerStatuses: containersOf(pod).map((container) => ({
      ...startedFrom(container, false),
      state: { terminated: { exitCode: 0, reason: 'Completed', startedAt: now, finishedAt: now } },
    })),
  };
}

function containersOf({ spec }: Pod): readonly Container[] {
  return spec?.containers ?? [];
}

function startedFrom({ name, image = '' }: Container, ready: boolean): ContainerStatus {
  return { name, image, imageID: ready ? image : '', ready, started: ready, restartCount: 0 };
}

function conditionsOf(ready: boolean): readonly PodCondition[] {
  const lastTransitionTime = new Date().toISOString();
  const condition = (type: string, is: boolean): PodCondition => ({
    type,
    status: is ? 'True' : 'False',
    lastTransitionTime,
  });
  return [
    condition('PodScheduled', true),
    condition('Initialized', true),
    condition('ContainersReady', ready),
    condition('Ready', ready),
  ];
}
