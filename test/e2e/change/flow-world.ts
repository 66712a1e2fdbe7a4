import { expect } from 'vitest';
import { startFlux, type Flux } from '../../servers/flux/start-flux.ts';
import { runGit } from '../../servers/git/run-git.ts';
import type { GiteaClient } from '../../servers/gitea-client.ts';
import { startCluster, type Cluster } from '../../servers/start-cluster.ts';
import { startGitea } from '../../servers/start-gitea.ts';
import { startRegistry, type Registry } from '../../servers/start-registry.ts';
import type { Deployment } from '../../../lib/kubernetes.ts';
import { CheckRunner } from './check-runner.ts';
import { Desk } from './desk.ts';
import { runJob, type JobResult } from './job.ts';
import { manifestFiles } from './manifest-files.ts';
import { packKumiki, type PackedKumiki } from './packed-kumiki.ts';
import { makePeople, makeRepository, PROJECT, protectMain, type People } from './people.ts';
import { approve, merge } from './pulls.ts';

export const ENVIRONMENT = 'production';
const CREDENTIAL = 'manifests-read';
const USERS = {
  ci: { password: 'secret-of-ci', rights: ['pull', 'push'] },
  bot: { password: 'secret-of-bot', rights: ['pull'] },
} as const;

/** A build of the application: a commit of its repository, and the image that its CI pushed. */
export interface Build {
  readonly number: string;
  readonly commit: string;
  readonly tag: string;
  readonly digest: string;
}

/** Everything that a change of an image passes: CI of an application, a registry, a git host, its people, a cluster that pulls. */
export class FlowWorld {
  readonly people: People;
  readonly registry: Registry;
  readonly #cluster: Cluster;
  readonly #flux: Flux;
  readonly #kumiki: PackedKumiki;
  readonly #checks: CheckRunner;
  readonly #source: string;
  #builds = 0;

  private constructor(
    cluster: Cluster,
    {
      people,
      registry,
      flux,
      kumiki,
      source,
    }: Pick<FlowWorld, 'people' | 'registry'> & {
      readonly flux: Flux;
      readonly kumiki: PackedKumiki;
      readonly source: string;
    },
  ) {
    this.people = people;
    this.registry = registry;
    this.#cluster = cluster;
    this.#flux = flux;
    this.#kumiki = kumiki;
    this.#source = source;
    this.#checks = new CheckRunner(cluster.run, people.checks);
  }

  /** Servers, people, a repository with one application, and the root of its environment in the cluster. */
  static async start(): Promise<FlowWorld> {
    const cluster = await startCluster();
    try {
      const { run } = cluster;
      const gitea = await startGitea(run);
      const registry = await startRegistry(run, { auth: 'token', users: USERS });
      const flux = await startFlux(cluster);
      const people = await makePeople(gitea);
      const kumiki = await packKumiki(run);
      const source = run.folder('users');
      await runGit(source, ['init', '--quiet', '--initial-branch=main']);
      const world = new FlowWorld(cluster, { people, registry, flux, kumiki, source });
      await world.#begin(await world.build());
      return world;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /** A commit of the application, and CI that pushes an image of it. */
  async build(): Promise<Build> {
    this.#builds += 1;
    const number = String(this.#builds);
    await runGit(this.#source, ['commit', '--quiet', '--allow-empty', `--message=Change ${number}`]);
    const commit = await runGit(this.#source, ['rev-parse', 'HEAD']);
    const tag = `1.${number}.0`;
    const digest = await this.registry.push(`acme/users-api:${tag}`, { as: 'ci' });
    return { number, commit, tag, digest };
  }

  /** The last step of the job of a build, with the bot's token. */
  bump({ number, commit, tag }: Build, image = `:${tag}`, token?: string): Promise<JobResult> {
    const args = ['bump', 'users', `api=${this.#image}${image}`, '--env', ENVIRONMENT];
    return this.kumiki([...args, '--commit', commit, '--build', number, '--source', 'acme/users'], token);
  }

  /** A command that opens a pull request, where CI of the application runs; it may read the registry, and nothing else there. */
  kumiki(args: readonly string[], token: string = this.people.bot.token): Promise<JobResult> {
    const { url } = this.people.bot;
    const place = ['--pr', '--repository', `${url}/${PROJECT}.git`, '--host', 'gitea'];
    const env = { KUMIKI_TOKEN: token, DOCKER_CONFIG: this.registry.dockerFolder('bot') };
    return runJob(this.#cluster.run, this.#kumiki.command, [...args, ...place], { cwd: this.#source, env });
  }

  /** The folder where commands put what is to be gone when they end. */
  get temporaryFolder(): string {
    return this.#cluster.run.folder('runner-tmp');
  }

  errors(): string {
    return this.#cluster.run.errors();
  }

  stop(): Promise<void> {
    return this.#cluster.stop();
  }

  check(number: number): Promise<string> {
    return this.#checks.check(number);
  }

  desk(person: GiteaClient): Promise<Desk> {
    return Desk.clone(this.#cluster.run, person);
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
    await this.#flux.untilSynced(`${ENVIRONMENT}-users`, commit);
    const reference = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'users', name: 'users-api' };
    const deployment = await this.#cluster.api.until<Deployment>(
      reference,
      'runs in two Pods',
      ({ status, metadata }) =>
        status?.observedGeneration === metadata.generation &&
        status?.updatedReplicas === 2 &&
        status.availableReplicas === 2,
    );
    const images = deployment.spec?.template.spec?.containers.map(({ image }) => image);
    expect(images).toEqual([`${this.#image}:${tag}@${digest}`]);
  }

  get #image(): string {
    return `${this.registry.host}/acme/users-api`;
  }

  /** What the platform does once: the first render, the rules of main, the root of the environment, and what Flux reads with. */
  async #begin(first: Build): Promise<void> {
    const { platform, cluster } = this.people;
    await makeRepository(this.people);
    const desk = await this.desk(platform);
    const repository = `${platform.url}/${PROJECT}.git`;
    desk.write(
      manifestFiles(this.#kumiki, {
        environments: {
          [ENVIRONMENT]: {
            props: `delivery: flux({ repository: '${repository}', credential: '${CREDENTIAL}', interval: '5s', timeout: '30s' }),`,
            imports: ['flux'],
          },
        },
        applications: ['users'],
        image: () => ({ image: this.#image, tag: first.tag, digest: first.digest }),
      }),
    );
    desk.link(this.#kumiki.modules);
    const job = (...args: readonly string[]): Promise<JobResult> =>
      runJob(this.#cluster.run, this.#kumiki.command, args, { cwd: desk.folder });
    const synth = await job('synth');
    expect(synth).toMatchObject({ code: 0 });
    const commit = await desk.push('main', 'Begin');
    await protectMain(this.people);

    const { api } = this.#cluster;
    const { namespace } = this.#flux;
    const credential = { username: cluster.name, password: cluster.token };
    await api.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: CREDENTIAL, namespace },
      stringData: credential,
    });
    const root = await job('bootstrap', '--env', ENVIRONMENT);
    const { objects } = JSON.parse(root.out) as { readonly objects: Parameters<typeof api.apply>[0][] };
    for (const object of objects) await api.apply(object);
    await this.expectRunning(commit, first);
  }
}
