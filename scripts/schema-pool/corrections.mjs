// Where the published definitions of Kubernetes say something else than its server does. Measured: objects sent to a 1.37 server with
// `fieldValidation=Strict`. Fields are named `<group>.<version>.<Type>.<field>`.

/** "Required" in Go means "always written", so the server may take the zero value. Here it does. */
const NOT_REQUIRED = [
  'core.v1.HTTPHeader.value',
  'core.v1.ISCSIPersistentVolumeSource.lun',
  'core.v1.ISCSIVolumeSource.lun',
  'core.v1.LimitRangeSpec.limits',
  'core.v1.ScaleIOPersistentVolumeSource.secretRef',
  'core.v1.ScaleIOVolumeSource.secretRef',
  'core.v1.SleepAction.seconds',
  'core.v1.Sysctl.value',
  'core.v1.TypedLocalObjectReference.kind',
  'core.v1.TypedLocalObjectReference.name',
  'batch.v1.PodFailurePolicy.rules',
  'meta.v1.GroupResource.group',
  'resource.v1.ResourcePool.generation',
  'storage.v1.CSINodeSpec.drivers',
  'storage.v1.TokenRequest.audience',
  'apiextensions.v1.CustomResourceDefinitionVersion.served',
  'apiextensions.v1.CustomResourceDefinitionVersion.storage',
  'apiextensions.v1.WebhookConversion.conversionReviewVersions',
];

/** Asked for although the definitions do not say so. An absent object counts as an empty one, so these only lead to what is inside. */
const IMPLIED = [
  'apps.v1.ReplicaSet.spec',
  'apps.v1.ReplicaSetSpec.template',
  'batch.v1.Job.spec',
  'batch.v1.JobTemplateSpec.spec',
  'core.v1.Pod.spec',
  'core.v1.PodTemplate.template',
  'core.v1.PodTemplateSpec.spec',
];

/** Objects that are pointers in Go: absent is not the same as empty. */
const POINTERS = [
  'apps.v1.DaemonSetSpec.selector',
  'apps.v1.DeploymentSpec.selector',
  'apps.v1.ReplicaSetSpec.selector',
  'apps.v1.StatefulSetSpec.selector',
  'core.v1.EphemeralVolumeSource.volumeClaimTemplate',
];

/** Behind feature gates that are off by default: the server drops what is inside without looking at it. */
const UNCHECKED = [
  'core.v1.EvictionResponder',
  'core.v1.GRPCAction.mode',
  'core.v1.Lifecycle.stopSignal',
  'core.v1.PodSchedulingGroup',
  'core.v1.WorkloadReference',
  'batch.v1.JobSchedulingConfiguration',
  'scheduling.v1alpha3.TopologyConstraint',
  'scheduling.v1alpha3.WorkloadPodGroupGangSchedulingPolicy',
  'scheduling.v1alpha3.WorkloadPodGroupResourceClaim',
];

/** Pointers to one of several words: an empty text is not replaced by the default, as it is elsewhere. */
const EMPTY_REFUSED = [
  'admissionregistration.v1.MatchResources.matchPolicy',
  'admissionregistration.v1.MutatingWebhook.failurePolicy',
  'admissionregistration.v1.MutatingWebhook.matchPolicy',
  'admissionregistration.v1.MutatingWebhook.reinvocationPolicy',
  'admissionregistration.v1.NamedRuleWithOperations.operations',
  'admissionregistration.v1.ParamRef.parameterNotFoundAction',
  'admissionregistration.v1.RuleWithOperations.operations',
  'admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec.validationActions',
  'admissionregistration.v1.ValidatingAdmissionPolicySpec.failurePolicy',
  'admissionregistration.v1.ValidatingWebhook.failurePolicy',
  'admissionregistration.v1.ValidatingWebhook.matchPolicy',
  'batch.v1.JobSpec.completionMode',
  'batch.v1.JobSpec.podReplacementPolicy',
  'certificates.v1.CertificateSigningRequestSpec.usages',
  'core.v1.PersistentVolumeClaimSpec.volumeMode',
  'core.v1.PersistentVolumeClaimSpec.accessModes',
  'core.v1.PersistentVolumeSpec.volumeMode',
  'core.v1.PersistentVolumeSpec.accessModes',
  'core.v1.PodSecurityContext.fsGroupChangePolicy',
  'core.v1.PodSpec.preemptionPolicy',
  'core.v1.ServiceSpec.internalTrafficPolicy',
  'core.v1.ServiceSpec.ipFamilies',
  'core.v1.ServiceSpec.trafficDistribution',
  'core.v1.VolumeMount.mountPropagation',
  'core.v1.VolumeMount.recursiveReadOnly',
  'networking.v1.NetworkPolicySpec.policyTypes',
  'policy.v1.PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy',
  'scheduling.v1.PriorityClass.preemptionPolicy',
  'storage.v1.CSIDriverSpec.fsGroupPolicy',
  'storage.v1.CSIDriverSpec.volumeLifecycleModes',
  'storage.v1.StorageClass.volumeBindingMode',
];

/** The only words that the server takes, where the definitions say none or too many. */
const ENUMS = {
  'admissionregistration.v1.MutatingWebhook.sideEffects': ['None', 'NoneOnDryRun'],
  'admissionregistration.v1.ParamRef.parameterNotFoundAction': ['Allow', 'Deny'],
  'admissionregistration.v1.ValidatingWebhook.sideEffects': ['None', 'NoneOnDryRun'],
  'admissionregistration.v1.Validation.reason': ['Forbidden', 'Invalid', 'RequestEntityTooLarge', 'Unauthorized'],
  'apiextensions.v1.CustomResourceConversion.strategy': ['None', 'Webhook'],
  'apiextensions.v1.JSONSchemaProps.type': ['array', 'boolean', 'integer', 'number', 'object', 'string'],
  'apiextensions.v1.JSONSchemaProps.x-kubernetes-list-type': ['atomic', 'map', 'set'],
  'apiextensions.v1.JSONSchemaProps.x-kubernetes-map-type': ['atomic', 'granular'],
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': ['Delete', 'Retain'],
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': ['Delete', 'Retain'],
  'autoscaling.v2.HPAScalingPolicy.type': ['Percent', 'Pods'],
  'autoscaling.v2.HPAScalingRules.selectPolicy': ['Disabled', 'Max', 'Min'],
  'autoscaling.v2.MetricSpec.type': ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'],
  'autoscaling.v2.MetricTarget.type': ['AverageValue', 'Utilization', 'Value'],
  'batch.v1.PodFailurePolicyOnPodConditionsPattern.status': ['False', 'True', 'Unknown'],
  'core.v1.ContainerResizePolicy.restartPolicy': ['NotRequired', 'RestartContainer'],
  'core.v1.ContainerRestartRule.action': ['Restart', 'RestartAllContainers'],
  'core.v1.PodCertificateProjection.keyType': ['ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519', 'RSA3072', 'RSA4096'],
  'core.v1.PodOS.name': ['linux', 'windows'],
  'core.v1.PodSecurityContext.seLinuxChangePolicy': ['MountOption', 'Recursive'],
  'core.v1.ServiceSpec.trafficDistribution': ['PreferClose', 'PreferSameNode', 'PreferSameZone'],
  'core.v1.VolumeMount.recursiveReadOnly': ['Disabled', 'Enabled', 'IfPossible'],
  'flowcontrol.v1.FlowDistinguisherMethod.type': ['ByNamespace', 'ByUser'],
  'flowcontrol.v1.LimitResponse.type': ['Queue', 'Reject'],
  'flowcontrol.v1.PriorityLevelConfigurationSpec.type': ['Exempt', 'Limited'],
  'flowcontrol.v1.Subject.kind': ['Group', 'ServiceAccount', 'User'],
  'networking.v1.IngressClassParametersReference.scope': ['Cluster', 'Namespace'],
  'rbac.v1.RoleRef.apiGroup': ['rbac.authorization.k8s.io'],
  'rbac.v1.RoleRef.kind': ['ClusterRole', 'Role'],
  'rbac.v1.Subject.kind': ['Group', 'ServiceAccount', 'User'],
  'storage.v1.CSIDriverSpec.fsGroupPolicy': ['File', 'None', 'ReadWriteOnceWithFSType'],
  'storage.v1.CSIDriverSpec.volumeLifecycleModes': ['Ephemeral', 'Persistent'],
  'storage.v1.StorageClass.reclaimPolicy': ['Delete', 'Retain'],
};

/** The definitions of built-in kinds as the server means them: `required` must not be empty, `implied` objects are there even if absent. */
export function corrected(definitions) {
  const used = new Set();
  const result = Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [name, correct(name, schema, definitions, used)]),
  );
  return { definitions: result, used };
}

/** Every field that is named above: a correction that meets nothing is out of date. */
export const CORRECTED_FIELDS = [
  ...NOT_REQUIRED,
  ...IMPLIED,
  ...POINTERS,
  ...UNCHECKED,
  ...EMPTY_REFUSED,
  ...Object.keys(ENUMS),
];

function correct(name, schema, definitions, used) {
  if (schema.properties === undefined) return schema;
  const type = shortNameOf(name);
  const is = (list, field) => {
    const key = field === undefined ? type : `${type}.${field}`;
    if (list.includes(key)) used.add(key);
    return list.includes(key);
  };
  const unchecked = is(UNCHECKED);
  const wanted = [...(schema.required ?? []), ...Object.keys(schema.properties).filter((field) => is(IMPLIED, field))];
  const required = unchecked
    ? []
    : wanted.filter((field) => !is(NOT_REQUIRED, field) && !isZeroTaken(schema.properties[field]));
  const pointers = Object.keys(schema.properties).filter((field) => is(POINTERS, field));
  const implied = required.filter(
    (field) => isObject(schema.properties[field], definitions) && !pointers.includes(field),
  );
  const properties = Object.fromEntries(
    Object.entries(schema.properties).map(([field, node]) => {
      if (unchecked || is(UNCHECKED, field)) return [field, withoutEnum(node)];
      if (is(Object.keys(ENUMS), field))
        return [field, withEnum(node, ENUMS[`${type}.${field}`], is(EMPTY_REFUSED, field))];
      return [field, withEnum(node, undefined, is(EMPTY_REFUSED, field))];
    }),
  );
  return {
    ...schema,
    properties,
    required: [...new Set([...required.filter((field) => !implied.includes(field)), ...pointers])],
    implied,
  };
}

/** `io.k8s.api.core.v1.Probe` is `core.v1.Probe`; so is the one in `io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1`. */
function shortNameOf(name) {
  return name.split('.').slice(-3).join('.');
}

/** `false` and a zero amount are values like any other. */
function isZeroTaken(node) {
  return node === undefined || node.type === 'boolean' || refOf(node)?.endsWith('.Quantity') === true;
}

function isObject(node, definitions) {
  const ref = refOf(node);
  return ref !== undefined && definitions[ref]?.properties !== undefined;
}

function refOf(node) {
  return (node.$ref ?? node.allOf?.[0]?.$ref)?.replace('#/components/schemas/', '');
}

function withEnum(node, values, emptyRefused) {
  if (node.items?.enum || (node.items && values)) return { ...node, items: withEnum(node.items, values, emptyRefused) };
  const words = values ?? node.enum;
  if (words === undefined) return node;
  const spoken = words.filter((word) => word !== '');
  return { ...node, enum: emptyRefused ? spoken : [...spoken, ''] };
}

function withoutEnum(node) {
  const result = node.items ? { ...node, items: withoutEnum(node.items) } : { ...node };
  delete result.enum;
  return result;
}
