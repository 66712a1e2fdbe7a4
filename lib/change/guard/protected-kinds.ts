/**
 * What cannot be had back from git, or takes more with it than itself, by kind, with what happens when one goes: data and what holds it,
 * whole namespaces and kinds, and the Secrets that everything else starts with.
 *
 * Databases of operators are not among them: their kinds are too many to know, and which of them keep their data differs from one to the
 * next. Their claims are made in the cluster, where no file shows them. The threshold and the guard of whole applications hold for them.
 */
export const PROTECTED_KINDS: Readonly<Record<string, string>> = {
  Namespace: 'Everything in it goes with it',
  'CustomResourceDefinition.apiextensions.k8s.io': 'Every object of its kind goes with it, in the whole cluster',
  PersistentVolumeClaim: 'Its data may go with it',
  PersistentVolume: 'Its data may go with it',
  'VolumeSnapshot.snapshot.storage.k8s.io': 'The copy of data behind it may go with it',
  'VolumeSnapshotContent.snapshot.storage.k8s.io': 'The copy of data behind it may go with it',
  'StatefulSet.apps': 'Its Pods stop, and its claims are left behind, or go too',
  Secret: 'What reads it no longer starts',
  'SealedSecret.bitnami.com': 'Its Secret goes with it, and what reads that no longer starts',
  'ExternalSecret.external-secrets.io': 'Its Secret goes with it, and what reads that no longer starts',
  'ClusterExternalSecret.external-secrets.io':
    'Its Secrets go with it, in every namespace, and what reads them no longer starts',
};
