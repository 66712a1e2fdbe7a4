import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';
import { readPool } from '../../../lib/schema/read-pool.ts';
import { pointerOf } from '../../../lib/schema/schema-problem.ts';
import { seeded } from '../../schema/random-value.ts';
import { installCrds } from '../../servers/install-crds.ts';
import { ALL_CRDS } from '../all-crds.ts';
import { useCluster } from '../use-cluster.ts';
import { constructedBases } from './constructed-bases.ts';
import { describe, tryDisagreement, type Disagreement } from './disagreement.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';
import { LiveDefinitions } from './live-definitions.ts';
import { changeAt } from './change-at.ts';
import { Mutator, type Mutant } from './mutator.ts';
import { PLAIN_BASES } from './plain-bases.ts';
import { serverVerdict, type Cause } from './server-verdict.ts';

const VERSION = '1.37';
const NAMESPACE = 'corpus';
/** At a time. */
const REQUESTS = 16;
const cluster = useCluster({ controllers: false });
const schema = openSchema(VERSION);
const pool = readPool();
const bases = distinct([...constructedBases(), ...PLAIN_BASES].map(inNamespace));
let live: LiveDefinitions;

beforeAll(async () => {
  const { api } = cluster();
  for (const folder of ALL_CRDS) await installCrds(api, folder);
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  live = await LiveDefinitions.read(api);
});

test('the server and our schema check accept what our constructs render, and the other objects that the corpus starts from', async () => {
  const verdicts = await askAll(bases.map((object) => ({ change: 'none', object })));

  expect(verdicts.filter(({ server }) => server.verdict !== 'accepted').map(describe)).toEqual([]);
  expect(verdicts.filter(({ problems }) => problems.length > 0).map(describe)).toEqual([]);
});

test('the server and our schema check say the same of objects that are wrong in one place, wherever the schema is the reason', async () => {
  const { SEED: seed = '1', OBJECTS: objects = '10000' } = process.env;
  const each = Math.ceil(Number(objects) / bases.length);
  // What is made of one object does not depend on the others, so that a new construct changes no other's mutants.
  const mutants = bases.flatMap((base) =>
    new Mutator(pool, seeded(seedOf(`${seed} ${nameOf(base)}`)), VERSION).mutantsOf(base, each),
  );

  const verdicts = await askAll(mutants);

  const disagreements = verdicts.flatMap((one) => tryDisagreement(one) ?? []);
  const unexplained = disagreements.filter((one) => !KNOWN_DIFFERENCES.some(({ covers }) => covers(one)));
  process.stdout.write(`${JSON.stringify(countsOf(verdicts))}\n`);
  expect(unexplained.map(describe).join('\n')).toBe('');
});

test.each(KNOWN_DIFFERENCES)('the server says something else than ours: $name ($is)', async ({ witness, covers }) => {
  const base = bases.find(({ kind }) => kind === witness.kind);
  if (base === undefined) throw new Error(`no object is a ${witness.kind}`);
  const object = structuredClone(base);
  changeAt(object, witness.path, witness.value);

  const verdict = await ask({ change: `witness at ${pointerOf(witness.path)}`, object });

  expect(tryDisagreement(verdict), describe(verdict)).toBeDefined();
  expect(covers(verdict), describe(verdict)).toBe(true);
});

async function askAll(mutants: readonly Mutant[]): Promise<readonly Disagreement[]> {
  const verdicts: Disagreement[] = [];
  const queue = mutants.values();
  await Promise.all(
    Array.from({ length: REQUESTS }, async () => {
      for (const mutant of queue) verdicts.push(await ask(mutant));
    }),
  );
  return verdicts;
}

async function ask(mutant: Mutant): Promise<Disagreement> {
  const { object } = mutant;
  const isCustom = pool.kinds.get(`${object.apiVersion}/${object.kind}`)?.versions.length === 0;
  const problems = schema.check(object).filter(({ category }) => category === 'server');
  const server = serverVerdict(await cluster().api.tryCreate(object), (cause) =>
    isCustom ? isOfCrd(cause) : live.says(object, cause),
  );
  return { mutant, isCustom, problems, server };
}

/** Whether a refusal follows from the schema of a CRD, and not from a rule in CEL. */
function isOfCrd({ reason, message = '' }: Cause): boolean {
  return reason !== 'FieldValueInvalid' || message.includes(' in body ');
}

function countsOf(verdicts: readonly Disagreement[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { objects: verdicts.length };
  for (const { problems, server } of verdicts) {
    const both = `${problems.length > 0 ? 'refused' : 'accepted'}, ${server.verdict}`;
    counts[both] = (counts[both] ?? 0) + 1;
  }
  return counts;
}

/** Environments have much in common. */
function distinct(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return [...new Map(objects.map((object) => [JSON.stringify(object), object])).values()];
}

function nameOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${apiVersion} ${kind} ${metadata.name}`;
}

function seedOf(text: string): number {
  return createHash('sha256').update(text).digest().readInt32BE();
}

function inNamespace(object: KubernetesObject): KubernetesObject {
  if (schema.scopeOf(object.apiVersion, object.kind) === 'Cluster') return object;
  return { ...object, metadata: { ...object.metadata, namespace: NAMESPACE } };
}
