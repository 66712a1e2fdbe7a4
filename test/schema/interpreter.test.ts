import { expect, test } from 'vitest';
import { openSchema } from '../../lib/schema/open-schema.ts';
import { readPool } from '../../lib/schema/read-pool.ts';
import { AjvOracle } from './ajv-oracle.ts';
import { RandomValue, seeded } from './random-value.ts';

const OBJECTS_PER_KIND = 120;

test.each(['1.27', '1.32', '1.37'] as const)(
  'says the same as ajv of thousands of random objects of every kind of %s',
  (version) => {
    const pool = readPool();
    const schema = openSchema(version);
    const oracle = new AjvOracle(pool, version);
    const random = seeded(Number(version.slice(2)));
    const disagreements: unknown[] = [];
    const verdicts = { fine: 0, wrong: 0 };

    for (const [key, kind] of pool.kinds) {
      if (!kind.versions.includes(version)) continue;
      const validate = oracle.validatorOf(kind.definition);
      for (let round = 0; round < OBJECTS_PER_KIND; round++) {
        const values = new RandomValue(
          random,
          (definition) => pool.nodeOf(definition, version),
          round % 3 === 0 ? 0 : 0.01,
        );
        const slash = key.lastIndexOf('/');
        const object = {
          ...Object(values.of(kind.definition)),
          apiVersion: key.slice(0, slash),
          kind: key.slice(slash + 1),
        };
        const problems = schema.check(object).filter(({ category }) => category === 'server');
        const fine = validate(object);
        verdicts[fine ? 'fine' : 'wrong']++;
        if (fine !== (problems.length === 0))
          disagreements.push({ key, problems, errors: validate.errors?.slice(-2), object });
      }
    }

    expect(disagreements.slice(0, 3)).toEqual([]);
    expect(verdicts.fine).toBeGreaterThan(1000);
    expect(verdicts.wrong).toBeGreaterThan(1000);
  },
);
