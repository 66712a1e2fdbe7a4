import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pinsFile, renderPins, type Pins } from '../../../lib/change/pins.ts';
import { openRenderer } from '../../../lib/cli/commands/render/renderer.ts';
import { tryMerge } from '../../../lib/git/try-merge.ts';
import { writeCommit } from '../../../lib/git/write-commit.ts';
import { openClone } from '../../git/open-clone.ts';
import { digest, Manifests } from '../../cli/change/manifests.ts';

const ENVIRONMENTS = ['development', 'staging', 'production'] as const;
const NAMES = { users: ['api', 'worker'], mail: ['mail'] } as const;
type ApplicationName = keyof typeof NAMES;

interface Bump {
  readonly environment: (typeof ENVIRONMENTS)[number];
  readonly application: ApplicationName;
  /** The digit of each name's digest. */
  readonly digits: readonly string[];
}

const bumps: fc.Arbitrary<Bump> = fc.record({
  environment: fc.constantFrom(...ENVIRONMENTS),
  application: fc.constantFrom<ApplicationName>('users', 'mail'),
  digits: fc.array(fc.constantFrom('b', 'c'), { minLength: 2, maxLength: 2 }),
});

test(
  '500 random pairs of bumps merge without conflict, in any order, to the render of both',
  { timeout: 120_000 },
  async () => {
    const manifests = await Manifests.make({
      environments: Object.fromEntries(ENVIRONMENTS.map((name) => [name, ''])),
    });
    const { desk } = manifests.remote;
    const clone = await openClone(manifests.remote.url);
    const base = await clone.fetch();
    const committed = new Map<string, Promise<string>>();

    /** The files of bumps, rendered together. */
    const render = async (changes: readonly Bump[]): Promise<ReadonlyMap<string, string>> => {
      const data = changes.map(
        ({ environment, application, digits }) =>
          [pinsFile(environment, application), renderPins(pinsOf(application, digits))] as const,
      );
      const before = await Promise.all(
        data.map(async ([file]) => [file, `${await manifests.file('main', file)}\n`] as const),
      );
      for (const [file, text] of data) writeFileSync(path.join(desk, file), text);
      const files = new Map<string, string>(data);
      const renderer = await openRenderer(desk);
      for (const { environment } of changes)
        for (const [file, text] of (await renderer.render(environment)).files) files.set(file, text);
      for (const [file, text] of before) writeFileSync(path.join(desk, file), text);
      return files;
    };
    const commit = (...changes: readonly Bump[]): Promise<string> => {
      const key = JSON.stringify(changes);
      const known =
        committed.get(key) ??
        render(changes).then(
          async (files) =>
            (await writeCommit(clone.git, {
              parent: base,
              files,
              message: key,
              author: { name: 'kumiki', email: 'k@example.com' },
              time: 1,
            })) ?? base,
        );
      committed.set(key, known);
      return known;
    };

    const pairs = fc
      .tuple(bumps, bumps)
      .filter(([one, other]) => one.environment !== other.environment || one.application !== other.application);
    await fc.assert(
      fc.asyncProperty(pairs, async ([one, other]) => {
        const [left, right, both] = [await commit(one), await commit(other), await commit(one, other)];

        const merged = await tryMerge(clone.git, left, right);

        expect(merged).toBe(await clone.git.run(['rev-parse', `${both}^{tree}`]));
        expect(await tryMerge(clone.git, right, left)).toBe(merged);
      }),
      { numRuns: 500 },
    );
  },
);

function pinsOf(application: ApplicationName, digits: readonly string[]): Pins {
  return Object.fromEntries(
    NAMES[application].map((name, index) => [
      name,
      { image: `127.0.0.1:9/acme/users-${name}`, tag: digits[index] ?? 'b', digest: digest(digits[index] ?? 'b') },
    ]),
  );
}
