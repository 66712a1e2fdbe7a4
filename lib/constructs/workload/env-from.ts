import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import type { EnvFromSource, EnvVar } from '../../kubernetes.ts';
import { showValue } from '../../manifest/show-value.ts';
import { Config } from '../config.ts';
import { refuse } from '../refuse.ts';
import { Secret } from '../secret.ts';
import type { PodSecrets, UsedSecret } from './pod-secrets.ts';

/** Every key of Configs and Secrets as a variable of one container. */
export interface EnvFrom {
  readonly sources: readonly EnvFromSource[];
  /** Those of Secrets whose keys are named one by one, sorted. */
  readonly variables: readonly EnvVar[];
}

/** Asked for when all is built, as others may add keys to a Secret. */
export function envFromOf(
  construct: Construct,
  envFrom: readonly (Config | Secret)[],
  secrets: PodSecrets,
  where: string,
): () => EnvFrom {
  const known = envFrom.filter((source, index) => {
    const isSource = source instanceof Config || Secret.is(source);
    if (!isSource) refuse(construct, `${where}[${index}] is ${showValue(source)}. Use a Config or a Secret.`);
    return isSource;
  });
  const used = known.map((source) => (Secret.is(source) ? { secret: source, use: secrets.use(source) } : source));
  return () => expand(used, variableName(construct));
}

type Used = Config | { readonly secret: Secret; readonly use: UsedSecret };

/** As the kubelet does it, the last source of a name wins. */
function expand(all: readonly Used[], isName: (key: string) => boolean): EnvFrom {
  const sources: EnvFromSource[] = [];
  const variables = new Map<string, EnvVar>();
  for (const one of all) {
    const single = one instanceof Config ? undefined : one.use.single();
    for (const key of keysOf(one)) variables.delete(key);
    if (one instanceof Config) sources.push({ configMapRef: { name: `${one.configMap}` } });
    else if (single === undefined) sources.push({ secretRef: { name: one.secret.name } });
    else
      for (const key of single.filter(isName))
        variables.set(key, {
          name: key,
          valueFrom: { secretKeyRef: { key: one.use.nameOf(key), name: one.secret.name } },
        });
  }
  return { sources, variables: [...variables.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1)) };
}

function keysOf(one: Used): readonly string[] {
  return one instanceof Config ? one.keys : (Secret.provided(one.secret).keys() ?? []);
}

/**
 * Which keys become variables: others are passed over, as the kubelet does.
 *
 * Source: IsEnvVarName of k8s.io/apimachinery, and RelaxedEnvironmentVariableValidation, on by default from 1.32.
 */
function variableName(construct: Construct): (key: string) => boolean {
  const isRelaxed = Number(EnvironmentRoot.of(construct).kubernetes.slice(2)) >= 32;
  return (key) => isRelaxed || !/^\d/.test(key);
}
