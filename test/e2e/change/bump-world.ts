import { pinsFile, readPins, type Pins } from '../../../lib/change/pins.ts';
import { RunFolder } from '../../servers/run-folder.ts';
import { startGitea } from '../../servers/start-gitea.ts';
import { startRegistry, type Registry } from '../../servers/start-registry.ts';
import { Desk } from './desk.ts';
import { runJob, type JobResult } from './job.ts';
import { manifestFiles, type ManifestFilesOptions } from './manifest-files.ts';
import { packKumiki, type PackedKumiki } from './packed-kumiki.ts';
import { makePeople, makeRepository, PROJECT, type People } from './people.ts';

/** A git host, a registry, and a manifest repository that everybody in it may push to; no cluster. */
export class BumpWorld {
  readonly run: RunFolder;
  readonly people: People;
  readonly registry: Registry;
  readonly kumiki: PackedKumiki;

  private constructor({ run, people, registry, kumiki }: Pick<BumpWorld, 'run' | 'people' | 'registry' | 'kumiki'>) {
    this.run = run;
    this.people = people;
    this.registry = registry;
    this.kumiki = kumiki;
  }

  static async start(options: Omit<ManifestFilesOptions, 'image'>): Promise<BumpWorld> {
    const run = new RunFolder();
    try {
      const gitea = await startGitea(run);
      const registry = await startRegistry(run);
      const world = new BumpWorld({ run, people: await makePeople(gitea), registry, kumiki: await packKumiki(run) });
      await world.#begin(options);
      return world;
    } catch (error) {
      await run.stop();
      throw error;
    }
  }

  /** `127.0.0.1:20123/acme/users:7@sha256:…` */
  async push(application: string, tag: string): Promise<string> {
    const image = `acme/${application}:${tag}`;
    return `${this.registry.host}/${image}@${await this.registry.push(image)}`;
  }

  /** @param url of the git host, as the job reaches it */
  job(args: readonly string[], url: string): Promise<JobResult> {
    const place = ['--repository', `${url}/${PROJECT}.git`, '--host', 'gitea', '--api', `${url}/api/v1`];
    return runJob(this.run, this.kumiki.command, [...args, ...place], {
      cwd: this.run.folder('nowhere'),
      env: { KUMIKI_TOKEN: this.people.bot.token },
    });
  }

  /** Renders at a desk, without a token. */
  synth(desk: Desk, ...more: readonly string[]): Promise<JobResult> {
    return runJob(this.run, this.kumiki.command, ['synth', ...more], { cwd: desk.folder });
  }

  /** A clone that renders. */
  async desk(): Promise<Desk> {
    const desk = await Desk.clone(this.run, this.people.ada);
    desk.link(this.kumiki.modules);
    return desk;
  }

  stop(): Promise<void> {
    return this.run.stop();
  }

  async #begin(options: Omit<ManifestFilesOptions, 'image'>): Promise<void> {
    await makeRepository(this.people);
    const images = new Map<string, string>();
    for (const application of options.applications) images.set(application, await this.push(application, '0'));
    const desk = await this.desk();
    desk.write(
      manifestFiles(this.kumiki, {
        ...options,
        image: (application) => ({
          image: `${this.registry.host}/acme/${application}`,
          tag: '0',
          digest: images.get(application)?.split('@')[1] ?? '',
        }),
      }),
    );
    const { code, err, out } = await this.synth(desk);
    if (code !== 0) throw new Error(`${out}${err}`);
    await desk.push('main', 'Begin');
  }
}

/** The pins of an application on a branch that a desk has fetched. */
export async function pinsAt(desk: Desk, branch: string, environment: string, application: string): Promise<Pins> {
  const file = pinsFile(environment, application);
  return readPins(`${await desk.git('show', `origin/${branch}:${file}`)}\n`, file);
}
