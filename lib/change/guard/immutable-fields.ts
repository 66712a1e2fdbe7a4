/**
 * What the API server lets nobody change in an object with data behind it, by kind: the CD tool fails for ever, or makes it anew.
 *
 * Sources: ValidateStatefulSetUpdate of pkg/apis/apps/validation and ValidatePersistentVolumeClaimUpdate of pkg/apis/core/validation in
 * kubernetes/kubernetes. The size of a claim may grow.
 */
export const IMMUTABLE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  'StatefulSet.apps': [
    '/spec/selector',
    '/spec/serviceName',
    '/spec/volumeClaimTemplates',
    '/spec/podManagementPolicy',
  ],
  PersistentVolumeClaim: [
    '/spec/accessModes',
    '/spec/storageClassName',
    '/spec/volumeMode',
    '/spec/volumeName',
    '/spec/selector',
    '/spec/dataSource',
    '/spec/dataSourceRef',
  ],
};
