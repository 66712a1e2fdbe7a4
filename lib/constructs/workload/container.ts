import type { Construct } from 'constructs';
import type { Container, ContainerRestartRule, EnvVar } from '../../kubernetes.ts';
import { parseImage, type Image } from '../../manifest/image-reference.ts';
import type { Text } from '../../manifest/reference.ts';
import type { Config } from '../config.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import type { Secret } from '../secret.ts';
import { envFromOf } from './env-from.ts';
import { envOf, type EnvValue } from './env.ts';
import { hookOf, type Hook } from './lifecycle.ts';
import type { Files, PodVolumes } from './mounts.ts';
import { containerPorts, namedPorts, type NamedPort, type Ports } from './ports.ts';
import { probesOf, type Probes } from './probes.ts';
import { resourcesOf, type Resources } from './resources.ts';
import type { PodSecrets } from './pod-secrets.ts';
import type { PodSecurity } from './security.ts';

/** One container: the workload's own, a sidecar, or one of `init`. */
export interface ContainerProps {
  /** A pin, `this.image('api')`, or a reference with a tag or a digest. */
  readonly image: string | Image;
  /** Instead of the image's entry point. @default the image's */
  readonly command?: readonly Text[] | undefined;
  /** @default the image's */
  readonly args?: readonly Text[] | undefined;
  /** @default the image's */
  readonly workingDir?: string | undefined;
  /** Variables: text, numbers, references, keys of Configs and Secrets, fields of the Pod. @default none */
  readonly env?: Readonly<Record<string, EnvValue>> | undefined;
  /** Every key of these as a variable. @default none */
  readonly envFrom?: readonly (Config | Secret)[] | undefined;
  /** Configs, Secrets and volumes by path. @default none */
  readonly files?: Files | undefined;
  /** @default none */
  readonly resources?: Resources | undefined;
  /** @default none: a guessed probe restarts what is healthy */
  readonly probes?: Probes | undefined;
  /** Done before the signal to stop, such as `{ sleep: 5 }` so that load balancers notice. @default none */
  readonly preStop?: Hook | undefined;
  /** Done right after the start. @default none */
  readonly postStart?: Hook | undefined;
  /** @default Always for the tag `latest`, else IfNotPresent */
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
}

export const CONTAINER_PROPS = {
  image: 1,
  command: 1,
  args: 1,
  workingDir: 1,
  env: 1,
  envFrom: 1,
  files: 1,
  resources: 1,
  probes: 1,
  preStop: 1,
  postStart: 1,
  pullPolicy: 1,
} as const satisfies PropTable<ContainerProps>;

/** A container beside the workload's own, for as long as the Pod lives. */
export interface SidecarProps extends ContainerProps {
  /** @default none */
  readonly ports?: Ports | undefined;
  /** Started before the workload's container and stopped after it (an init container that is restarted). @default true from Kubernetes 1.29 */
  readonly native?: boolean | undefined;
}

export const SIDECAR_PROPS = { ...CONTAINER_PROPS, ports: 1, native: 1 } as const satisfies PropTable<SidecarProps>;

/** What a container shares with the rest of its Pod. */
export interface ContainerPlace {
  readonly name: string;
  /** The prop that it comes from, for messages: empty for the workload's own, else `sidecars.proxy`. */
  readonly where: string;
  readonly volumes: PodVolumes;
  readonly secrets: PodSecrets;
  readonly security: PodSecurity['container'];
  readonly ports?: readonly NamedPort[] | undefined;
  readonly restartPolicy?: 'Always' | undefined;
  readonly restartPolicyRules?: readonly ContainerRestartRule[] | undefined;
}

export function containerOf(construct: Construct, props: ContainerProps, place: ContainerPlace): Container {
  const within = (prop: string): string => (place.where === '' ? prop : `${place.where}.${prop}`);
  const firstPort = place.ports?.[0]?.port;
  const image = imageOf(construct, props.image, within('image'));
  const probes = props.probes && probesOf(construct, props.probes, firstPort, within('probes'));
  const env = props.env && envOf(construct, props.env, place.secrets, within('env'));
  const envFrom = props.envFrom && envFromOf(construct, props.envFrom, place.secrets, within('envFrom'));
  return {
    name: place.name,
    args: props.args?.map(String),
    command: props.command?.map(String),
    get env() {
      return envFrom === undefined ? env : withVariables(envFrom().variables, env);
    },
    get envFrom() {
      return noneIfEmpty(envFrom?.().sources);
    },
    image,
    imagePullPolicy: props.pullPolicy === pullPolicyByDefault(image) ? undefined : props.pullPolicy,
    lifecycle: (props.preStop || props.postStart) && {
      postStart: props.postStart && hookOf(construct, props.postStart, firstPort, within('postStart')),
      preStop: props.preStop && hookOf(construct, props.preStop, firstPort, within('preStop')),
    },
    livenessProbe: probes?.livenessProbe,
    ports: place.ports && containerPorts(place.ports),
    readinessProbe: probes?.readinessProbe,
    resources: props.resources && resourcesOf(construct, props.resources, within('resources')),
    restartPolicy: place.restartPolicy,
    securityContext: place.security,
    startupProbe: probes?.startupProbe,
    volumeMounts: props.files && place.volumes.mount(props.files, within('files')),
    workingDir: props.workingDir,
  };
}

/** Before the container's own, which win, and may say $(NAME) of them. */
function withVariables(variables: readonly EnvVar[], env: readonly EnvVar[] = []): readonly EnvVar[] | undefined {
  const own = new Set(env.map(({ name }) => name));
  const all = [...variables.filter(({ name }) => !own.has(name)), ...env];
  return noneIfEmpty(all);
}

function noneIfEmpty<T>(items: readonly T[] | undefined): readonly T[] | undefined {
  return items === undefined || items.length === 0 ? undefined : items;
}

/** The text of an image; refuses what is none, or has neither tag nor digest: it would be another image tomorrow. */
function imageOf(construct: Construct, image: string | Image, where: string): string {
  if (typeof image === 'object' && image !== null) return image.toString();
  const parsed = parseImage(image);
  if (typeof parsed === 'object') return parsed.toString();
  refuse(construct, `${where} ${parsed}`);
  return String(image);
}

/** Source: pkg/apis/core/v1/defaults.go of Kubernetes, `SetDefaults_Container`. */
function pullPolicyByDefault(image: string): 'Always' | 'IfNotPresent' {
  return /:latest(@|$)/.test(image) ? 'Always' : 'IfNotPresent';
}

/** Sidecars and init containers by name, in the order in which they were written. */
export function sidecarOf(
  construct: Construct,
  name: string,
  props: SidecarProps,
  place: Omit<ContainerPlace, 'name' | 'where'>,
  native: boolean,
): Container {
  const where = `sidecars.${name}`;
  checkProps(construct, props, SIDECAR_PROPS, where);
  const ports = props.ports === undefined ? undefined : namedPorts(construct, props.ports, `${where}.ports`);
  return containerOf(construct, props, { ...place, name, where, ports, restartPolicy: native ? 'Always' : undefined });
}
