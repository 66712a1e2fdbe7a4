/** The public API of kumiki: what apps and environments import. */
export { Application, type ApplicationProps } from './constructs/application.ts';
export { Config } from './constructs/config.ts';
export type { Endpoint } from './constructs/endpoint.ts';
export { ExternalDatabase, type Engine, type ExternalDatabaseProps } from './constructs/external-database.ts';
export { ExternalService, type ExternalServiceProps } from './constructs/external-service.ts';
export type { ExternalPatch } from './constructs/external/add-external.ts';
export type { ExternalPortProps, ExternalPorts } from './constructs/external/external-ports.ts';
export type { AddressLocation, HostLocation, Location } from './constructs/external/location.ts';
export { file, type FileContent } from './constructs/file.ts';
export { Gateway, type GatewayProps } from './constructs/gateway.ts';
export { Job, type JobPatch, type JobProps } from './constructs/job.ts';
export type { KeyReference } from './constructs/key-reference.ts';
export { Manifests, type ManifestsProps } from './constructs/manifests.ts';
export type { ManifestPatches } from './constructs/manifests/match-patches.ts';
export { NodeAgent, type NodeAgentPatch, type NodeAgentProps } from './constructs/node-agent.ts';
export { Route, type RoutePatch, type RouteProps } from './constructs/route.ts';
export type { AllowedRoutes } from './constructs/routing/allowed-routes.ts';
export type { RouteTargets, WeightedService } from './constructs/routing/backends.ts';
export type { GatewayTls, ListenerProps } from './constructs/routing/listeners.ts';
export type { Match, Method } from './constructs/routing/match.ts';
export {
  ScheduledJob,
  type JobHistory,
  type ScheduledJobPatch,
  type ScheduledJobProps,
} from './constructs/scheduled-job.ts';
export { existingSecret, type Secret, type SecretOptions, type SecretType } from './constructs/secret.ts';
export { externalSecret, type ExternalSecretOptions, type RemoteValue } from './constructs/secret/external-secret.ts';
export type { SecretProvider } from './constructs/secret/provider.ts';
export { sops } from './constructs/secret/sops.ts';
export type { RouteTarget } from './constructs/service-target.ts';
export { waive, type WaivableRule, type WaiverProps } from './constructs/waive.ts';
export {
  StatefulService,
  type StatefulServicePatch,
  type StatefulServiceProps,
} from './constructs/stateful-service.ts';
export { WebService, type WebServicePatch, type WebServiceProps } from './constructs/web-service.ts';
export { Worker, type WorkerPatch, type WorkerProps } from './constructs/worker.ts';
export type { ContainerProps, SidecarProps } from './constructs/workload/container.ts';
export type { DeploymentProps, Patches } from './constructs/workload/deployment.ts';
export type { Disruption } from './constructs/workload/disruption.ts';
export type { EnvValue, FieldReference, ResourceFieldReference } from './constructs/workload/env.ts';
export type { HeadlessPortProps, HeadlessPorts, HeadlessServiceProps } from './constructs/workload/headless-service.ts';
export type { HostPortProps, HostPorts } from './constructs/workload/host-ports.ts';
export type { JobRunProps } from './constructs/workload/job-run.ts';
export type { Hook } from './constructs/workload/lifecycle.ts';
export type { Files, FileSource, Mount } from './constructs/workload/mounts.ts';
export type { NodeRollout } from './constructs/workload/node-rollout.ts';
export type { Permission, Resource } from './constructs/workload/permissions.ts';
export type { PodAmount } from './constructs/workload/pod-amount.ts';
export type { PodProps } from './constructs/workload/pod.ts';
export type { PortProps, Ports } from './constructs/workload/ports.ts';
export type { AnalysisStep, CanaryStep, PauseStep, WeightStep } from './constructs/workload/progressive/canary-step.ts';
export type { Duration } from './constructs/workload/progressive/duration.ts';
export {
  blueGreen,
  canary,
  type Analysis,
  type BlueGreenProps,
  type BlueGreenStrategy,
  type CanaryProps,
  type CanaryStrategy,
  type FlaggerChecks,
  type Strategy,
} from './constructs/workload/progressive/strategy.ts';
export type {
  ExecProbe,
  GrpcProbe,
  HttpProbe,
  Probe,
  Probes,
  ProbeTiming,
  TcpProbe,
} from './constructs/workload/probes.ts';
export type { Amount, Resources } from './constructs/workload/resources.ts';
export type { Restart } from './constructs/workload/restart.ts';
export type { Retention } from './constructs/workload/retention.ts';
export type { Rollout } from './constructs/workload/rollout.ts';
export type { Autoscaling, Replicas } from './constructs/workload/scaling.ts';
export type { SecurityFields } from './constructs/workload/security.ts';
export type { ServiceAccountProps } from './constructs/workload/service-account.ts';
export type { LoadBalancer, ServiceProps } from './constructs/workload/service.ts';
export type { StatefulRollout } from './constructs/workload/stateful-rollout.ts';
export type { StatefulSetProps } from './constructs/workload/stateful-set.ts';
export type { Storage, StorageProps } from './constructs/workload/storage.ts';
export type { Evenness, Spread } from './constructs/workload/spread.ts';
export {
  claim,
  csi,
  emptyDir,
  ephemeral,
  hostPath,
  projected,
  Volume,
  type ClaimOptions,
  type EphemeralOptions,
  type Projection,
} from './constructs/workload/volumes.ts';
export { defineConfig, type KumikiConfig, type RepositorySettings } from './config/define-config.ts';
export { argocd, type ArgoCdDelivery, type ArgoCdOptions } from './delivery/argocd/argocd.ts';
export type { Delivery } from './delivery/delivery.ts';
export { flux, type FluxDelivery, type FluxOptions } from './delivery/flux/flux.ts';
export { folder, type FolderDelivery, type FolderOptions } from './delivery/folder.ts';
export { defineEnvironment, type EnvironmentDefinition } from './environment/define-environment.ts';
export type {
  EnvironmentProps,
  Freeze,
  Gates,
  IngressSource,
  Security,
  Soak,
} from './environment/environment-props.ts';
export type { Environment } from './environment/environment.ts';
export { previews, type PreviewOptions } from './environment/previews/previews.ts';
export type { External } from './environment/external.ts';
export type { Kinds, Patch } from './kubernetes.ts';
export type { Image } from './manifest/image-reference.ts';
export type { Bytes, Cpu } from './manifest/quantity.ts';
export type { Reference, Text } from './manifest/reference.ts';
export type { KubernetesVersion } from './schema/kubernetes-version.ts';
