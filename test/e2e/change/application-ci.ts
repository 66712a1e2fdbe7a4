import { runGit } from '../../servers/git/run-git.ts';
import type { GiteaClient } from '../../servers/gitea-client.ts';
import type { RunFolder } from '../../servers/run-folder.ts';
import type { Registry } from '../../servers/start-registry.ts';
import { runJob, type JobResult } from './job.ts';
import { PROJECT } from './people.ts';

/** A build of the application: a commit of its repository, and the image that its CI pushed. */
export interface Build {
  readonly number: string;
  readonly commit: string;
  readonly tag: string;
  readonly digest: string;
}

export interface ApplicationCiOptions {
  /** The file of the command. */
  readonly command: string;
  readonly registry: Registry;
  readonly bot: GiteaClient;
  /** The environment that builds go to. */
  readonly environment: string;
}

/** Who may use the registry: jobs push images as `ci`, and what pins them reads as `bot`. */
export const REGISTRY_USERS = {
  ci: { password: 'secret-of-ci', rights: ['pull', 'push'] },
  bot: { password: 'secret-of-bot', rights: ['pull'] },
} as const;

/** CI of the application users, in its own repository. */
export class ApplicationCi {
  readonly #run: RunFolder;
  readonly #options: ApplicationCiOptions;
  readonly #source: string;
  #builds = 0;

  private constructor(run: RunFolder, options: ApplicationCiOptions, source: string) {
    this.#run = run;
    this.#options = options;
    this.#source = source;
  }

  static async start(run: RunFolder, options: ApplicationCiOptions): Promise<ApplicationCi> {
    const source = run.folder('users');
    await runGit(source, ['init', '--quiet', '--initial-branch=main']);
    return new ApplicationCi(run, options, source);
  }

  /** `127.0.0.1:20123/acme/users-api` */
  get image(): string {
    return `${this.#options.registry.host}/acme/users-api`;
  }

  /** A commit, and the image that is built from it and pushed. */
  async build(): Promise<Build> {
    this.#builds += 1;
    const number = String(this.#builds);
    await runGit(this.#source, ['commit', '--quiet', '--allow-empty', `--message=Change ${number}`]);
    const commit = await runGit(this.#source, ['rev-parse', 'HEAD']);
    const tag = `1.${number}.0`;
    const digest = await this.#options.registry.push(`acme/users-api:${tag}`, { as: 'ci' });
    return { number, commit, tag, digest };
  }

  /**
   * The last step of the job of a build.
   *
   * @param image its tag or digest, as the job writes it
   */
  bump(
    { number, commit, tag }: Build,
    { image = `:${tag}`, token }: { readonly image?: string; readonly token?: string | undefined } = {},
  ): Promise<JobResult> {
    const args = ['bump', 'users', `api=${this.image}${image}`, '--env', this.#options.environment];
    return this.kumiki([...args, '--commit', commit, '--build', number, '--source', 'acme/users'], token);
  }

  /** A command that opens a pull request. Its job may read the registry, and nothing else there. */
  kumiki(args: readonly string[], token = this.#options.bot.token): Promise<JobResult> {
    const { command, registry, bot } = this.#options;
    const place = ['--pr', '--repository', `${bot.url}/${PROJECT}.git`, '--host', 'gitea'];
    const env = { KUMIKI_TOKEN: token, DOCKER_CONFIG: registry.dockerFolder('bot') };
    return runJob(this.#run, command, [...args, ...place], { cwd: this.#source, env });
  }
}
