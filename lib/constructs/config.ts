import { Construct } from 'constructs';
import { EnvironmentRoot } from '../environment/environment.ts';
import { isReference, type Reference, type Text } from '../manifest/reference.ts';
import { showNamedValue } from '../manifest/show-value.ts';
import { whatNameTells } from '../telling-name.ts';
import { addObject } from './add-object.ts';
import { componentOf } from './component.ts';
import { isFileContent, type FileContent } from './file.ts';
import { KeyReference } from './key-reference.ts';
import { refuse } from './refuse.ts';
import { rememberSourceLine } from './source-line.ts';

const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/**
 * Configuration that is no secret: a ConfigMap. Its name is `<application>-<id>`, without a hash.
 *
 * @example
 * const settings = new Config(this, 'settings', { LOG_LEVEL: 'info', 'nginx.conf': file('config/nginx.conf') });
 * new WebService(this, 'api', { …, env: { LOG_LEVEL: settings.key('LOG_LEVEL') }, files: { '/etc/nginx': settings } });
 */
export class Config<K extends string = string> extends Construct {
  readonly #keys: ReadonlySet<string>;
  /** The ConfigMap's name; using it is a dependency on the whole of it. */
  readonly configMap: Reference<string>;

  /** @param data text, or `file('path/in/repository')`, by key: letters, digits, `-`, `_` and `.` */
  constructor(scope: Construct, id: string, data: { readonly [P in K]?: Text | FileContent }) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    const { name, namespace, labels } = componentOf(this);
    const entries = Object.entries<Text | FileContent | undefined>(data);

    for (const [key] of entries) {
      if (!KEY.test(key) || key === '.' || key.startsWith('..')) {
        refuse(this, `'${key}' cannot be a key. Use letters, digits, '-', '_' and '.', at most 253 of them.`);
      }
    }

    addObject(this, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace, labels },
      data: Object.fromEntries(entries.map(([key, value]) => [key, textOf(this, key, value)])),
    });
    this.#keys = new Set(entries.map(([key]) => key));
    this.configMap = EnvironmentRoot.of(this).references.create(
      () => this,
      () => name,
    );
  }

  get keys(): readonly string[] {
    return [...this.#keys];
  }

  /** The value of one key, for an env value. */
  key(key: K): KeyReference {
    if (!this.#keys.has(key))
      refuse(this, `has no key '${key}'. There are: ${[...this.#keys].join(', ') || 'none'}.`, 'reference/unknown-key');
    return new KeyReference(this, key);
  }
}

function textOf(config: Config, key: string, value: Text | FileContent | undefined): string {
  if (isFileContent(value)) return EnvironmentRoot.of(config).data.file(value.file);
  if (isReference(value) || typeof value === 'string') return `${value}`;
  refuse(
    config,
    `${key} is ${showNamedValue(key, value)}. A value is text, such as '${exampleOf(key, value)}', or file('path').`,
  );
  return '';
}

function exampleOf(key: string, value: unknown): string {
  return typeof value === 'object' || whatNameTells(key) !== undefined ? 'debug' : String(value);
}
