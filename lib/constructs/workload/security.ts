import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import type { Security } from '../../environment/environment-props.ts';
import type { PodSecurityContext, SecurityContext } from '../../kubernetes.ts';
import { showValue } from '../../manifest/show-value.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';

/** Single fields over the defaults of a level. */
export interface SecurityFields {
  /** The Pod Security Standard whose required fields are set. @default the environment's */
  readonly level?: Security | undefined;
  /** The user id of the processes. @default the image's */
  readonly user?: number | undefined;
  /** The group id of the processes. @default the image's */
  readonly group?: number | undefined;
  /** The group that owns the volumes. @default none */
  readonly volumeGroup?: number | undefined;
  /** Group ids more. @default none */
  readonly supplementalGroups?: readonly number[] | undefined;
  /** @default true at level restricted */
  readonly runAsNonRoot?: boolean | undefined;
  /** @default false */
  readonly readOnlyRootFilesystem?: boolean | undefined;
  /** @default false at level restricted, where it is not privileged */
  readonly allowPrivilegeEscalation?: boolean | undefined;
  /** @default false */
  readonly privileged?: boolean | undefined;
  /** Capabilities added; at level restricted all others are dropped, and only NET_BIND_SERVICE may be added. @default none */
  readonly capabilities?: readonly string[] | undefined;
  /** @default 'RuntimeDefault' at level restricted */
  readonly seccomp?: 'RuntimeDefault' | 'Unconfined' | { readonly localhost: string } | undefined;
  /** Kernel settings by name. @default none */
  readonly sysctls?: Readonly<Record<string, string>> | undefined;
  /** Shares the node's network. @default false */
  readonly hostNetwork?: boolean | undefined;
  /** Shares the node's process ids. @default false */
  readonly hostPID?: boolean | undefined;
  /** False: root in the container is nobody on the node. @default true */
  readonly hostUsers?: boolean | undefined;
}

const FIELDS = {
  level: 1,
  user: 1,
  group: 1,
  volumeGroup: 1,
  supplementalGroups: 1,
  runAsNonRoot: 1,
  readOnlyRootFilesystem: 1,
  allowPrivilegeEscalation: 1,
  privileged: 1,
  capabilities: 1,
  seccomp: 1,
  sysctls: 1,
  hostNetwork: 1,
  hostPID: 1,
  hostUsers: 1,
} as const satisfies PropTable<SecurityFields>;

const LEVELS = { restricted: 1, baseline: 1, privileged: 1 } as const satisfies Record<Security, 1>;

/** What a Pod and each of its containers get. */
export interface PodSecurity {
  readonly pod: PodSecurityContext | undefined;
  readonly container: SecurityContext | undefined;
  readonly host: {
    readonly hostNetwork?: true | undefined;
    readonly hostPID?: true | undefined;
    readonly hostUsers?: false | undefined;
  };
}

/**
 * The fields that the Pod Security Standard `restricted` requires, unless the environment or the service says otherwise; single fields win.
 *
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards
 */
export function securityOf(construct: Construct, security: Security | SecurityFields | undefined): PodSecurity {
  const fields: SecurityFields = typeof security === 'object' ? security : { level: security };
  checkProps(construct, fields, FIELDS, 'security');
  if (fields.level !== undefined && !Object.hasOwn(LEVELS, fields.level)) {
    refuse(construct, `security is ${showValue(fields.level)}. Use one of: ${Object.keys(LEVELS).join(', ')}.`);
  }
  const restricted = (fields.level ?? EnvironmentRoot.of(construct).security) === 'restricted';
  const add = fields.capabilities?.length ? fields.capabilities : undefined;
  return {
    pod: filled<PodSecurityContext>({
      fsGroup: fields.volumeGroup,
      runAsGroup: fields.group,
      runAsNonRoot: fields.runAsNonRoot ?? (restricted || undefined),
      runAsUser: fields.user,
      seccompProfile: seccompOf(fields.seccomp ?? (restricted ? 'RuntimeDefault' : undefined)),
      supplementalGroups: fields.supplementalGroups,
      sysctls: fields.sysctls && Object.entries(fields.sysctls).map(([name, value]) => ({ name, value })),
    }),
    container: filled<SecurityContext>({
      allowPrivilegeEscalation:
        fields.allowPrivilegeEscalation ?? (restricted && !fields.privileged ? false : undefined),
      capabilities: restricted || add ? { add, drop: restricted ? ['ALL'] : undefined } : undefined,
      privileged: fields.privileged || undefined,
      readOnlyRootFilesystem: fields.readOnlyRootFilesystem || undefined,
    }),
    host: {
      hostNetwork: fields.hostNetwork || undefined,
      hostPID: fields.hostPID || undefined,
      hostUsers: fields.hostUsers === false ? false : undefined,
    },
  };
}

function seccompOf(seccomp: SecurityFields['seccomp']): PodSecurityContext['seccompProfile'] {
  if (seccomp === undefined) return undefined;
  return typeof seccomp === 'string' ? { type: seccomp } : { localhostProfile: seccomp.localhost, type: 'Localhost' };
}

function filled<T extends object>(fields: T): T | undefined {
  return Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}
