import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { environmentSource, makeRepository } from '../environment/fixture-repository.ts';

/** One application with a Service, in as many environments as names. */
export function makeShop(
  environments: readonly string[] = ['production'],
  files: Readonly<Record<string, string>> = {},
): string {
  return makeRepository({
    'package.json': '{ "type": "module" }',
    'apps/shop.ts': `import { Application, WebService, Worker, type Environment } from 'kumiki';
export class Shop extends Application {
  constructor(environment: Environment) {
    super(environment, 'shop');
    new WebService(this, 'api', { image: 'ghcr.io/acme/shop:1.0.0', port: 8080 });
  }
}
export class Mail extends Application {
  constructor(environment: Environment) {
    super(environment, 'mail');
    new Worker(this, 'mail', { image: 'ghcr.io/acme/mail:1.0.0' });
  }
}
`,
    ...Object.fromEntries(environments.map((name) => [`environments/${name}.ts`, shopEnvironment(name)])),
    ...files,
  });
}

export function shopEnvironment(name: string, body = 'new Shop(environment); new Mail(environment);'): string {
  return environmentSource(name, body, "import { Mail, Shop } from '../apps/shop.ts';");
}

/** Every file below a folder with its text; empty where there is no such folder. */
export function textsBelow(folder: string): Readonly<Record<string, string>> {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => path.join(entry.parentPath, entry.name)).toSorted();
  return Object.fromEntries(paths.map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]));
}
