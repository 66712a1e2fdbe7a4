import { didYouMean } from '../did-you-mean.ts';
import { UserError } from '../errors.ts';
import { whyNoSeal } from './seal-structure.ts';
import type { PreviousSeal, Seal, SealedFile, SealedKey, Scope } from './sealed-file.ts';
import { whyNoSecretKey } from './secret-name.ts';

const FILE = ['scope', 'namespace', 'name', 'generation', 'change', 'keys'];
const SEALED_FOR = 'Use what it was sealed for.';
const SEAL = ['sealed', 'certificate'];

export const SCOPES: readonly Scope[] = ['strict', 'namespace-wide', 'cluster-wide'];

export function isScope(value: unknown): value is Scope {
  return SCOPES.some((scope) => scope === value);
}

/**
 * The content of `environments/<env>/secrets/<application>/<name>.json`.
 *
 * @throws a UserError with all mistakes. No message quotes what stands in the place of a seal: somebody may have written a value there.
 */
export function readSealedRecord(content: unknown, file: string): SealedFile {
  const reader = new RecordReader(file);
  const record = reader.read(content);
  if (reader.problems.length > 0)
    throw new UserError(`${reader.problems.join('\n')}\n${file}: set the keys again with kumiki secret set.`);
  return record;
}

type Bag = Readonly<Record<string, unknown>>;

class RecordReader {
  readonly problems: string[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  read(content: unknown): SealedFile {
    const bag = this.#bag(content, 'the content', FILE);
    const { scope, generation } = bag;
    if (!isScope(scope)) this.#refuse(`scope is ${JSON.stringify(scope)}. Use one of: ${SCOPES.join(', ')}.`);
    const isCount = isGeneration(generation);
    if (!isCount) this.#refuse(`generation is ${JSON.stringify(generation)}. Use a whole number, 1 or more.`);
    const keys = Object.entries(this.#bag(bag['keys'], 'keys'));
    return {
      scope: isScope(scope) ? scope : 'strict',
      namespace: this.#text(bag, 'namespace', SEALED_FOR),
      name: this.#text(bag, 'name', SEALED_FOR),
      generation: isCount ? generation : 1,
      ...('change' in bag && { change: this.#text(bag, 'change', 'Leave it as it was written.') }),
      keys: Object.fromEntries(
        keys.map(([key, value]) => [key, this.#key(key, value, isCount ? generation : Infinity)]),
      ),
    };
  }

  #key(key: string, value: unknown, generation: number): SealedKey {
    const path = `keys.${key}`;
    const advice = whyNoSecretKey(key);
    if (advice !== undefined) this.#refuse(`${JSON.stringify(key)} cannot be a key of a Secret. ${advice}`);
    const bag = this.#bag(value, path, [...SEAL, 'previous']);
    const seal = this.#seal(bag, path);
    return 'previous' in bag ? { ...seal, previous: this.#previous(bag['previous'], path, generation) } : seal;
  }

  #previous(value: unknown, path: string, generation: number): readonly PreviousSeal[] {
    if (!Array.isArray(value)) {
      this.#refuse(`${path}.previous is no list.`);
      return [];
    }
    let newer = generation;
    return value.map((item: unknown, index) => {
      const place = `${path}.previous[${index}]`;
      const bag = this.#bag(item, place, [...SEAL, 'until']);
      const { until } = bag;
      const isFormer = isGeneration(until) && until < newer;
      if (!isFormer)
        this.#refuse(
          `${place}.until is ${JSON.stringify(until)}. Use a generation before ${newer}: the newest is first.`,
        );
      newer = isFormer ? until : newer;
      return { until: newer, ...this.#seal(bag, place) };
    });
  }

  #seal(bag: Bag, path: string): Seal {
    const { sealed, certificate } = bag;
    const wrong = typeof sealed === 'string' ? whyNoSeal(sealed) : 'is no text.';
    if (wrong !== undefined) this.#refuse(`${path}.sealed ${wrong}`);
    const isFingerprint = typeof certificate === 'string' && /^[0-9a-f]{64}$/.test(certificate);
    if (!isFingerprint)
      this.#refuse(`${path}.certificate is no fingerprint: the SHA-256 of a certificate, 64 digits of 0-9 and a-f.`);
    return { sealed: typeof sealed === 'string' ? sealed : '', certificate: isFingerprint ? certificate : '' };
  }

  #text(bag: Bag, key: string, advice: string): string {
    const value = bag[key];
    if (typeof value === 'string' && value !== '') return value;
    this.#refuse(`${key} is ${JSON.stringify(value)}. ${advice}`);
    return '';
  }

  #bag(value: unknown, path: string, known?: readonly string[]): Bag {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#refuse(`${path} is no object: { … }.`);
      return {};
    }
    for (const key of Object.keys(value).filter((one) => known?.includes(one) === false)) {
      const guess = didYouMean(key, known ?? []);
      this.#refuse(
        `${path === 'the content' ? key : `${path}.${key}`} is no key of it. ${guess === undefined ? `There are: ${known?.join(', ')}.` : `Did you mean ${guess}?`}`,
      );
    }
    return value as Bag;
  }

  #refuse(problem: string): void {
    this.problems.push(`${this.#file}: ${problem}`);
  }
}

function isGeneration(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}
