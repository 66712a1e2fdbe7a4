import { expect } from 'vitest';
import type { Deployment } from '../../../lib/kubernetes.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { startFlux, type Flux } from '../../servers/flux/start-flux.ts';
import type { GiteaClient } from '../../servers/gitea-client.ts';
import { startCluster, type Cluster } from '../../servers/start-cluster.ts';
import { startGitea } from '../../servers/start-gitea.ts';
import { startRegistry } from '../../servers/start-registry.ts';
import { ApplicationCi, REGISTRY_USERS, type Build } from './application-ci.ts';
import { CheckRunner } from './check-runner.ts';
import { Desk } from './desk.ts';
import { runJob, type JobResult } from './job.ts';
import { manifestFiles } from './manifest-files.ts';
import { packKumiki, type PackedKumiki } from './packed-kumiki.ts';
import { makePeople, makeRepository, PROJECT, protectMain, type People } from './people.ts';
import { approve, merge } from './pulls.ts';

export const ENVIRONMENT = 'production';
/** The Secret that Flux reads the repository with. */
const CREDENTIAL = 'manifests-read';

interface Parts {
  readonly cluster: Cluster;
  readonly flux: Flux;
  readonly people: People;
  readonly kumiki: PackedKumiki;
  readonly ci: ApplicationCi;
}

/** Everything that a change of an image passes: CI of an application, a registry, a git host, its people, a cluster that pulls. */
export class FlowWorld {
  readonly people: People;
  readonly ci: ApplicationCi;
  readonly #parts: Parts;
  readonly #checks: CheckRunner;

  private constructor(parts: Parts) {
    this.people = parts.people;
    this.ci = parts.ci;
    this.#parts = parts;
    this.#checks = new CheckRunner(parts.cluster.run, parts.people.checks);
  }

  /** Servers, people, a repository with one application, and the root of its environment in the cluster. */
  static async start(): Promise<FlowWorld> {
    const cluster = await startCluster();
    try {
      const { run } = cluster;
      const people = await makePeople(await startGitea(run));
      const registry = await startRegistry(run, { auth: 'token', users: REGISTRY_USERS });
      const flux = await startFlux(cluster);
      const kumiki = await packKumiki(run);
      const ciOptions = { command: kumiki.command, registry, bot: people.bot, environment: ENVIRONMENT };
      const ci = await ApplicationCi.start(run, ciOptions);
      const world = new FlowWorld({ cluster, flux, people, kumiki, ci });
      await world.#begin(await ci.build());
      return world;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /** The folder where commands put what is to be gone when they end. */
  get temporaryFolder(): string {
    return this.#parts.cluster.run.folder('runner-tmp');
  }

  errors(): string {
    return this.#parts.cluster.run.errors();
  }

  stop(): Promise<void> {
    return this.#parts.cluster.stop();
  }

  /** CI of the manifest repository looks at a pull request. Gives what it printed. */
  check(number: number): Promise<string> {
    return this.#checks.check(number);
  }

  desk(person: GiteaClient): Promise<Desk> {
    return Desk.clone(this.#parts.cluster.run, person);
  }

  /** A pull request on its whole way into main. Gives the merge. */
  async land(number: number, { by = this.people.ada } = {}): Promise<string> {
    const words = await this.check(number);
    await approve(by, number);
    return merge(by, number).catch((cause: unknown) => {
      throw new Error(`#${number}: ${words}`, { cause });
    });
  }

  /** Waits until the cluster runs what a commit of main says, and that this is a build's image. */
  async expectRunning(commit: string, { tag, digest }: Build): Promise<void> {
    const { flux, cluster } = this.#parts;
    await flux.untilSynced(`${ENVIRONMENT}-users`, commit);
    const reference = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'users', name: 'users-api' };
    const deployment = await cluster.api.until<Deployment>(reference, 'runs in two Pods', isRolledOut);
    const images = deployment.spec?.template.spec?.containers.map(({ image }) => image);
    expect(images).toEqual([`${this.ci.image}:${tag}@${digest}`]);
  }

  /** What the platform does once: the first render, the rules of main, and in the cluster the environment's root and its credential. */
  async #begin(first: Build): Promise<void> {
    const { cluster, flux, people, kumiki } = this.#parts;
    await makeRepository(people);
    const desk = await this.desk(people.platform);
    const job = (...args: readonly string[]): Promise<JobResult> =>
      runJob(cluster.run, kumiki.command, args, { cwd: desk.folder });
    const repository = `${people.platform.url}/${PROJECT}.git`;
    const delivery = `flux({ repository: '${repository}', credential: '${CREDENTIAL}', interval: '5s', timeout: '30s' })`;
    desk.link(kumiki.modules);
    desk.write(
      manifestFiles(kumiki, {
        environments: { [ENVIRONMENT]: { props: `delivery: ${delivery},`, imports: ['flux'] } },
        applications: ['users'],
        image: () => ({ image: this.ci.image, tag: first.tag, digest: first.digest }),
      }),
    );
    expect(await job('synth')).toMatchObject({ code: 0 });
    const commit = await desk.push('main', 'Begin');
    await protectMain(people);

    const metadata = { name: CREDENTIAL, namespace: flux.namespace };
    const stringData = { username: people.cluster.name, password: people.cluster.token };
    await cluster.api.apply({ apiVersion: 'v1', kind: 'Secret', metadata, stringData });
    const { out } = await job('bootstrap', '--env', ENVIRONMENT);
    const { objects } = JSON.parse(out) as { readonly objects: readonly KubernetesObject[] };
    for (const object of objects) await cluster.api.apply(object);
    await this.expectRunning(commit, first);
  }
}

function isRolledOut({ metadata, status }: Deployment): boolean {
  return (
    status?.observedGeneration === metadata.generation &&
    status?.updatedReplicas === 2 &&
    status.replicas === 2 &&
    status.availableReplicas === 2
  );
}
