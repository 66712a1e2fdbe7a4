import { UserError } from '../errors.ts';

/** What helm or kustomize may be. */
export interface Tool {
  readonly name: 'helm' | 'kustomize';
  /** The flag, and the variable, that name its program. */
  readonly flag: string;
  readonly variable: string;
  readonly install: string;
  /** The oldest that works. */
  readonly oldest: readonly [major: number, minor: number];
}

export const HELM: Tool = {
  name: 'helm',
  flag: '--helm',
  variable: 'KUMIKI_HELM',
  install: 'Install helm 3.8 or newer, or 4: https://helm.sh/docs/intro/install/',
  oldest: [3, 8],
};

export const KUSTOMIZE: Tool = {
  name: 'kustomize',
  flag: '--kustomize',
  variable: 'KUMIKI_KUSTOMIZE',
  install: 'Install kustomize 5: https://kubectl.docs.kubernetes.io/installation/kustomize/',
  oldest: [5, 0],
};

/**
 * The version that a program says it has, `4.3.1`.
 *
 * @throws a UserError where it says none, or one that is too old
 */
export function toolVersion(tool: Tool, output: string, program: string): string {
  const [, version = '', major, minor] = /v?((\d+)\.(\d+)(?:\.\d+[\w.+-]*)?)/.exec(output) ?? [];
  const [oldestMajor, oldestMinor] = tool.oldest;
  if (version === '') throw new UserError(`${program}: does not say its version. Is it ${tool.name}? ${tool.install}`);
  if (Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor)) return version;
  throw new UserError(`${program}: is ${tool.name} ${version}, which is too old. ${tool.install}`);
}
