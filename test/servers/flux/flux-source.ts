import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GitRepository as FluxGitRepository, Secret } from '../../../lib/kubernetes.ts';
import { freePort } from '../free-port.ts';
import { runGit, signedIn } from '../git/run-git.ts';
import type { KubeClient } from '../kube-client.ts';
import type { RunFolder } from '../run-folder.ts';

const API = 'source.toolkit.fluxcd.io/v1';
const KIND = 'GitRepository';

/**
 * Stands in for Flux's source-controller, which cannot be built from the module proxy: fetches each GitRepository twice a second, whatever its
 * interval, packs the folders of its `sparseCheckout`, and serves the archive that `status.artifact` names.
 */
export class FluxSource {
  readonly #api: KubeClient;
  readonly #folder: string;
  readonly #url: string;
  #stopped = false;
  #loop: Promise<void> = Promise.resolve();

  private constructor(api: KubeClient, folder: string, url: string) {
    this.#api = api;
    this.#folder = folder;
    this.#url = url;
  }

  static async start(run: RunFolder, api: KubeClient): Promise<void> {
    const folder = run.folder('flux-source');
    const port = await freePort();
    const server = await serveFolder(folder, port);
    const source = new FluxSource(api, folder, `http://127.0.0.1:${port}`);
    source.#loop = source.#run();
    run.onStop(async () => {
      source.#stopped = true;
      await source.#loop;
      server.closeAllConnections();
      server.close();
    });
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        const repositories = await this.#api.list<FluxGitRepository>(API, KIND);
        for (const repository of repositories) if (repository.spec?.suspend !== true) await this.#fetch(repository);
      } catch (error) {
        if (!this.#stopped) process.stderr.write(`flux source: ${String(error)}\n`);
      }
      await sleep(500);
    }
  }

  async #fetch(repository: FluxGitRepository): Promise<void> {
    const { namespace = '', name = '', generation } = repository.metadata;
    const status = await this.#statusOf(repository);
    if (status === undefined) return;
    const condition = { lastTransitionTime: new Date().toISOString(), observedGeneration: generation, type: 'Ready' };
    const conditions = [{ ...condition, ...status.condition }];
    const reference = { apiVersion: API, kind: KIND, namespace, name };
    const changed = {
      observedGeneration: generation,
      conditions,
      ...(status.artifact && { artifact: status.artifact }),
    };
    await this.#api.patch(reference, { status: changed }, 'status');
  }

  async #statusOf({ metadata, spec, status }: FluxGitRepository): Promise<NewStatus | undefined> {
    const { namespace = '', name = '', generation = 0 } = metadata;
    const { branch = 'master' } = spec?.ref ?? {};
    try {
      const url = spec?.url ?? '';
      const credential = await this.#credential(url, namespace, spec?.secretRef?.name);
      const mirror = await this.#mirror(`${namespace}_${name}.git`, url, credential);
      const commit = await runGit(mirror, ['rev-parse', `refs/heads/${branch}`]);
      const revision = `${branch}@sha1:${commit}`;
      if (status?.artifact?.revision === revision && status.observedGeneration === generation) return undefined;

      const file = `${namespace}_${name}_${generation}_${commit}.tar.gz`;
      const archive = path.join(this.#folder, file);
      const only = spec?.sparseCheckout ?? [];
      await runGit(mirror, ['archive', '--format=tar.gz', `--output=${archive}`, commit, ...only]);
      const content = readFileSync(archive);
      return {
        artifact: {
          path: file,
          url: `${this.#url}/${file}`,
          revision,
          digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
          lastUpdateTime: new Date().toISOString(),
          size: content.length,
        },
        condition: { status: 'True', reason: 'Succeeded', message: `stored artifact for revision '${revision}'` },
      };
    } catch (error) {
      return { condition: { status: 'False', reason: 'GitOperationFailed', message: String(error) } };
    }
  }

  async #mirror(name: string, url: string, credential: Readonly<Record<string, string>>): Promise<string> {
    const mirror = path.join(this.#folder, name);
    if (existsSync(mirror)) await runGit(mirror, ['fetch', '--quiet', '--prune'], credential);
    else await runGit(this.#folder, ['clone', '--quiet', '--mirror', url, mirror], credential);
    return mirror;
  }

  /** https://fluxcd.io/flux/components/source/gitrepositories/#basic-access-authentication */
  async #credential(
    url: string,
    namespace: string,
    name: string | undefined,
  ): Promise<Readonly<Record<string, string>>> {
    if (name === undefined) return {};
    const secret = await this.#api.get<Secret>({ apiVersion: 'v1', kind: 'Secret', namespace, name });
    const { username, password } = secret?.data ?? {};
    if (username === undefined || password === undefined) throw new Error(`${namespace}/${name} has no credential`);
    const [user, token] = [username, password].map((text) => Buffer.from(text, 'base64').toString());
    return signedIn(url, user ?? '', token ?? '');
  }
}

interface NewStatus {
  readonly artifact?: Readonly<Record<string, unknown>>;
  readonly condition: { readonly status: string; readonly reason: string; readonly message: string };
}

async function serveFolder(folder: string, port: number): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const file = path.join(folder, path.basename(url));
    if (existsSync(file)) response.end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}
