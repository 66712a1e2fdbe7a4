import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import type {
  KeyToPath,
  LocalObjectReference,
  SecretKeySelector,
  SecretProjection,
  SecretVolumeSource,
} from '../../kubernetes.ts';
import { Application } from '../application.ts';
import { refuse } from '../refuse.ts';
import { Secret } from '../secret.ts';
import type { ProvidedSecret, SecretRestart } from '../secret/provider.ts';
import type { Restart } from './restart.ts';

/** The Secrets that one Pod uses, collected while its containers are made. */
export class PodSecrets {
  readonly #construct: Construct;
  readonly #restart: Restart;
  readonly #used = new Map<Secret, UsedSecret>();

  constructor(construct: Construct, restart: Restart) {
    this.#construct = construct;
    this.#restart = restart;
  }

  key(secret: Secret, key: string): SecretKeySelector {
    return { key: this.use(secret).nameOf(key), name: secret.name };
  }

  volume(secret: Secret): SecretVolumeSource {
    const used = this.use(secret);
    return {
      // A getter: who comes later may ask for more keys.
      get items() {
        return itemsOf(used);
      },
      secretName: secret.name,
    };
  }

  projection(secret: Secret): SecretProjection {
    const used = this.use(secret);
    return {
      get items() {
        return itemsOf(used);
      },
      name: secret.name,
    };
  }

  /** What the kubelet logs in with: no Pod restarts for it. */
  pullSecret(secret: string | Secret): LocalObjectReference {
    if (Secret.is(secret)) this.#refuseOutOfReach(secret);
    return { name: typeof secret === 'string' ? secret : secret.name };
  }

  use(secret: Secret): UsedSecret {
    const known = this.#used.get(secret);
    if (known !== undefined) return known;
    this.#refuseOutOfReach(secret);
    const provided = Secret.provided(secret);
    const { nameOf, stamp } = this.#restart === 'checksum' ? provided.restart() : AS_IT_IS;
    const used: UsedSecret = { nameOf, stamp, single: () => singleKeys(secret, provided) };
    this.#used.set(secret, used);
    return used;
  }

  /** On the Pods: what is another one after a change that nothing else of them shows. */
  get annotations(): Readonly<Record<string, string>> | undefined {
    const stamps = [...this.#used]
      .flatMap(([{ name }, { stamp }]) => (stamp === undefined ? [] : [`${name}=${stamp}`]))
      .toSorted();
    return stamps.length === 0 ? undefined : { 'checksum/secret': [...new Set(stamps)].join(',') };
  }

  /** A Pod sees the Secrets of its own namespace alone. */
  #refuseOutOfReach(secret: Secret): void {
    const application = Secret.applicationOf(secret);
    const own = Application.of(this.#construct).namespace;
    if (application === undefined) return;
    const what = `uses the Secret ${secret.node.path}, which is in`;
    if (application.node.root !== this.#construct.node.root)
      refuse(
        this.#construct,
        `${what} ${EnvironmentRoot.of(application).name}. Environments share nothing: ask for it in this one.`,
        'reference/other-environment',
      );
    else if (application.namespace !== own)
      refuse(
        this.#construct,
        `${what} the namespace ${application.namespace}, while it is in ${own}. Ask for one in its own application.`,
        'reference/other-namespace',
      );
  }
}

export interface UsedSecret extends SecretRestart {
  /** The keys to name one by one where all are wanted; undefined where the Secret is to be used as a whole. */
  readonly single: () => readonly string[] | undefined;
}

const AS_IT_IS: SecretRestart = { nameOf: (key) => key, stamp: undefined };

/** Of a Secret that was declared with keys, these. */
function singleKeys(secret: Secret, { isMixed, keys }: ProvidedSecret): readonly string[] | undefined {
  return isMixed ? (secret.declared ?? keys()?.toSorted()) : undefined;
}

function itemsOf({ nameOf, single }: UsedSecret): readonly KeyToPath[] | undefined {
  return single()?.map((key) => ({ key: nameOf(key), path: key }));
}
