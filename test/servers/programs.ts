import path from 'node:path';

/**
 * What `build.sh` of each Go module here makes: programs, and where there is `share`, files that belong to them (CRDs, configuration).
 * The versions are those of its go.mod; README.md says what each program is for.
 */
const MODULES = {
  cluster: {
    programs: [
      'etcd',
      'kube-apiserver',
      'kube-controller-manager',
      'kubectl',
      'kustomize-controller',
      'sealed-secrets-controller',
      'kubeseal',
    ],
    share: true,
  },
  argocd: { programs: ['argocd', 'miniredis'], share: true },
  helm: { programs: ['helm', 'kustomize'], share: false },
  gitea: { programs: ['gitea'], share: true },
  registry: { programs: ['registry', 'push-image', 'htpasswd'], share: false },
  crds: { programs: [], share: true },
} as const;

export type ModuleName = keyof typeof MODULES;
export type ProgramName = (typeof MODULES)[ModuleName]['programs'][number];

export interface ServerModule {
  readonly name: ModuleName;
  /** Holds go.mod, go.sum and build.sh. */
  readonly folder: string;
  /** What build.sh is asked for, one after the other. */
  readonly targets: readonly string[];
}

export const SERVER_MODULES: readonly ServerModule[] = moduleNames().map((name) => {
  const { programs, share } = MODULES[name];
  return {
    name,
    folder: path.join(import.meta.dirname, name),
    targets: [...programs, ...(share ? ['share'] : [])],
  };
});

export function moduleOf(program: ProgramName): ServerModule {
  const found = SERVER_MODULES.find(({ targets }) => targets.includes(program));
  if (found === undefined) throw new Error(`no module makes ${program}`);
  return found;
}

function moduleNames(): readonly ModuleName[] {
  return Object.keys(MODULES) as ModuleName[];
}
