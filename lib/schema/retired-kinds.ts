export interface RetiredKind {
  /** The last Kubernetes version that served it. */
  readonly last: string;
  /** What to do, where it is more than another apiVersion of the same kind. */
  readonly instead?: string;
}

/** Kinds that were gone before the oldest version of the pool. Source: Kubernetes' deprecated API migration guide. */
export const RETIRED_KINDS: Readonly<Record<string, RetiredKind>> = {
  'extensions/v1beta1/DaemonSet': { last: '1.15' },
  'extensions/v1beta1/Deployment': { last: '1.15' },
  'extensions/v1beta1/Ingress': { last: '1.21' },
  'extensions/v1beta1/NetworkPolicy': { last: '1.15' },
  'extensions/v1beta1/PodSecurityPolicy': {
    last: '1.15',
    instead: 'Use the Pod Security Standards: labels of the Namespace.',
  },
  'extensions/v1beta1/ReplicaSet': { last: '1.15' },
  'apps/v1beta1/Deployment': { last: '1.15' },
  'apps/v1beta1/StatefulSet': { last: '1.15' },
  'apps/v1beta2/DaemonSet': { last: '1.15' },
  'apps/v1beta2/Deployment': { last: '1.15' },
  'apps/v1beta2/ReplicaSet': { last: '1.15' },
  'apps/v1beta2/StatefulSet': { last: '1.15' },
  'admissionregistration.k8s.io/v1beta1/MutatingWebhookConfiguration': { last: '1.21' },
  'admissionregistration.k8s.io/v1beta1/ValidatingWebhookConfiguration': { last: '1.21' },
  'apiextensions.k8s.io/v1beta1/CustomResourceDefinition': { last: '1.21' },
  'apiregistration.k8s.io/v1beta1/APIService': { last: '1.21' },
  'authentication.k8s.io/v1beta1/TokenReview': { last: '1.21' },
  'authorization.k8s.io/v1beta1/LocalSubjectAccessReview': { last: '1.21' },
  'authorization.k8s.io/v1beta1/SelfSubjectAccessReview': { last: '1.21' },
  'authorization.k8s.io/v1beta1/SubjectAccessReview': { last: '1.21' },
  'autoscaling/v2beta1/HorizontalPodAutoscaler': { last: '1.24' },
  'autoscaling/v2beta2/HorizontalPodAutoscaler': { last: '1.25' },
  'batch/v1beta1/CronJob': { last: '1.24' },
  'certificates.k8s.io/v1beta1/CertificateSigningRequest': { last: '1.21' },
  'coordination.k8s.io/v1beta1/Lease': { last: '1.21' },
  'discovery.k8s.io/v1beta1/EndpointSlice': { last: '1.24' },
  'events.k8s.io/v1beta1/Event': { last: '1.24' },
  'flowcontrol.apiserver.k8s.io/v1beta1/FlowSchema': { last: '1.25' },
  'flowcontrol.apiserver.k8s.io/v1beta1/PriorityLevelConfiguration': { last: '1.25' },
  'networking.k8s.io/v1beta1/Ingress': { last: '1.21' },
  'networking.k8s.io/v1beta1/IngressClass': { last: '1.21' },
  'node.k8s.io/v1beta1/RuntimeClass': { last: '1.24' },
  'policy/v1beta1/PodDisruptionBudget': { last: '1.24' },
  'policy/v1beta1/PodSecurityPolicy': {
    last: '1.24',
    instead: 'Use the Pod Security Standards: labels of the Namespace.',
  },
  'rbac.authorization.k8s.io/v1beta1/ClusterRole': { last: '1.21' },
  'rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding': { last: '1.21' },
  'rbac.authorization.k8s.io/v1beta1/Role': { last: '1.21' },
  'rbac.authorization.k8s.io/v1beta1/RoleBinding': { last: '1.21' },
  'scheduling.k8s.io/v1beta1/PriorityClass': { last: '1.21' },
  'storage.k8s.io/v1beta1/CSIDriver': { last: '1.21' },
  'storage.k8s.io/v1beta1/CSINode': { last: '1.21' },
  'storage.k8s.io/v1beta1/CSIStorageCapacity': { last: '1.26' },
  'storage.k8s.io/v1beta1/StorageClass': { last: '1.21' },
  'storage.k8s.io/v1beta1/VolumeAttachment': { last: '1.21' },
};
