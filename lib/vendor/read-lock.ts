import { UserError } from '../errors.ts';
import type { CrdChoice, HelmLock, KustomizeLock, SealRequest, VendorLock } from './vendor-lock.ts';

/**
 * The content of a lock.
 *
 * @param content as JSON
 * @throws a UserError with the first field that is not as `kumiki vendor` writes it
 */
export function readLock(content: unknown, file: string): VendorLock {
  const lock = new Fields(content, file, '');
  return lock.one('tool', ['helm', 'kustomize']) === 'helm' ? helmLock(lock) : kustomizeLock(lock);
}

const CRDS: readonly CrdChoice[] = ['included', 'only', 'without'];

function helmLock(lock: Fields): HelmLock {
  const options = lock.fields('options');
  return {
    tool: 'helm',
    toolVersion: lock.text('toolVersion'),
    chart: lock.text('chart'),
    version: lock.text('version'),
    appVersion: lock.optionalText('appVersion'),
    digest: lock.text('digest'),
    source: lock.text('source'),
    repository: lock.optionalText('repository'),
    kubernetes: lock.text('kubernetes'),
    values: lock.list('values').map((value) => ({ file: value.text('file'), digest: value.text('digest') })),
    options: {
      apiVersions: options.texts('apiVersions'),
      crds: options.one('crds', CRDS),
      hooks: options.texts('hooks'),
      lookup: options.flag('lookup'),
      namespace: options.text('namespace'),
      plainHttp: options.flag('plainHttp'),
      release: options.text('release'),
      seal: options.has('seal') ? sealRequest(options.fields('seal')) : undefined,
      tests: options.flag('tests'),
    },
  };
}

function sealRequest(seal: Fields): SealRequest {
  return { application: seal.text('application'), environments: seal.texts('environments') };
}

function kustomizeLock(lock: Fields): KustomizeLock {
  return {
    tool: 'kustomize',
    toolVersion: lock.text('toolVersion'),
    digest: lock.text('digest'),
    source: lock.text('source'),
    options: { crds: lock.fields('options').one('crds', CRDS) },
  };
}

/** An object of the lock, whose fields are asked for by what they must be. */
class Fields {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #file: string;
  readonly #path: string;

  constructor(value: unknown, file: string, path: string) {
    this.#file = file;
    this.#path = path;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.#wrong('', value, 'an object');
    this.#fields = value as Readonly<Record<string, unknown>>;
  }

  has(key: string): boolean {
    return this.#fields[key] !== undefined;
  }

  text(key: string): string {
    const value = this.#fields[key];
    if (typeof value === 'string' && value !== '') return value;
    throw this.#wrong(key, value, 'text');
  }

  optionalText(key: string): string | undefined {
    return this.has(key) ? this.text(key) : undefined;
  }

  flag(key: string): boolean {
    const value = this.#fields[key];
    if (typeof value === 'boolean') return value;
    throw this.#wrong(key, value, 'true or false');
  }

  one<T extends string>(key: string, choices: readonly T[]): T {
    const value = this.#fields[key];
    const choice = choices.find((each) => each === value);
    if (choice !== undefined) return choice;
    throw this.#wrong(key, value, choices.join(' or '));
  }

  texts(key: string): readonly string[] {
    return this.#items(key).map((item) => {
      if (typeof item === 'string') return item;
      throw this.#wrong(key, item, 'a list of texts');
    });
  }

  fields(key: string): Fields {
    return new Fields(this.#fields[key], this.#file, this.#at(key));
  }

  list(key: string): readonly Fields[] {
    return this.#items(key).map((item, index) => new Fields(item, this.#file, this.#at(`${key}.${index}`)));
  }

  #items(key: string): readonly unknown[] {
    const value = this.#fields[key];
    if (Array.isArray(value)) return value;
    throw this.#wrong(key, value, 'a list');
  }

  #at(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`;
  }

  #wrong(key: string, value: unknown, wanted: string): UserError {
    const where = (key === '' ? this.#path : this.#at(key)) || 'the content';
    return new UserError(
      `${this.#file}: ${where} is ${JSON.stringify(value) ?? 'missing'}. It must be ${wanted}: take the file from an earlier commit, or vendor it again.`,
    );
  }
}
