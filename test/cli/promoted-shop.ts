import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeRemote, type Remote } from '../git/make-remote.ts';

/** A repository whose environments share a construct, at `one` in its first commit. Its work tree is the remote's desk. */
export class PromotedShop {
  readonly remote: Remote;
  /** The first commit. */
  readonly first: string;

  constructor(remote: Remote, first: string) {
    this.remote = remote;
    this.first = first;
  }

  get root(): string {
    return this.remote.desk;
  }

  /** Writes files, as a person does before they commit. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(this.root, name)), { recursive: true });
      writeFileSync(path.join(this.root, name), text);
    }
  }

  /** Builds an environment from a commit from now on. */
  promote(environment: string, commit: string): void {
    this.write({ [`environments/${environment}/source.json`]: sourceText(commit) });
  }

  /** What was rendered of an environment: the ConfigMap of the shop, if nothing else is named. */
  rendered(environment: string, file = 'shop/configmap-shop.yaml'): string {
    return readFileSync(path.join(this.root, 'dist', environment, file), 'utf8');
  }
}

export async function makePromotedShop(files: Readonly<Record<string, string>> = {}): Promise<PromotedShop> {
  const remote = await makeRemote({
    'package.json': '{ "type": "module" }\n',
    '.gitignore': 'node_modules\ndist\n',
    'apps/shop.ts': shopSource("{ TEXT: 'one' }"),
    'environments/staging.ts': environmentOf('staging'),
    'environments/production.ts': environmentOf('production'),
    'environments/staging/images/shop.json': pins('1.0.0'),
    'environments/production/images/shop.json': pins('1.0.0'),
    ...files,
  });
  // Where the last run is remembered.
  mkdirSync(path.join(remote.desk, 'node_modules'));
  return new PromotedShop(remote, await remote.git('rev-parse', 'HEAD'));
}

/** @param data of its Config, as TypeScript; @param more statements behind it */
export function shopSource(data: string, more = ''): string {
  return `import { Application, Config, file, Manifests, WebService, Worker, type Environment } from 'kumiki';
export class Shop extends Application {
  constructor(environment: Environment) {
    super(environment, 'shop');
    new Config(this, 'shop', ${data});
    new Worker(this, 'api', { image: this.image('api') });
    ${more}
  }
}
`;
}

/** @param props beside those that it needs, as TypeScript */
export function environmentOf(name: string, props = ''): string {
  return `import { defineEnvironment } from 'kumiki';
import { Shop } from '../apps/shop.ts';
export default defineEnvironment({
  name: '${name}', edition: 1, kubernetes: '1.34', ${props}
  build(environment) { new Shop(environment); },
});
`;
}

export function pins(tag: string, name = 'api'): string {
  return `{ "${name}": { "image": "ghcr.io/acme/shop", "tag": "${tag}" } }\n`;
}

export function sourceText(commit: string): string {
  return `{\n  "commit": "${commit}"\n}\n`;
}
