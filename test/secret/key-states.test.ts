import { expect, test } from 'vitest';
import { keyStates, type SealedPlace, type SecretUse } from '../../lib/secret/key-states.ts';
import type { Scope } from '../../lib/secret/sealed-file.ts';

interface PlaceOptions {
  readonly scope?: Scope;
  readonly namespace?: string;
  readonly name?: string;
}

const NAMESPACES = new Map([['users', 'identity']]);

function place(keys: Readonly<Record<string, string>>, options: PlaceOptions = {}): SealedPlace {
  const { scope = 'strict', namespace = 'identity', name = 'users-database' } = options;
  const seals = Object.entries(keys).map(([key, certificate]) => [key, { sealed: 'Ag', certificate }]);
  return {
    application: 'users',
    secret: 'database',
    content: { scope, namespace, name, generation: 1, keys: Object.fromEntries(seals) },
  };
}

function use(...keys: readonly string[]): SecretUse {
  return { application: 'users', secret: 'database', keys: new Set(keys) };
}

function statesOf(uses: readonly SecretUse[], sealed: readonly SealedPlace[], fingerprint: string | undefined = 'new') {
  const states = keyStates({ uses, sealed, namespaces: NAMESPACES, fingerprint });
  return Object.fromEntries(
    states.map(({ application, secret, key, state }) => [`${application}/${secret} ${key}`, state]),
  );
}

test('what is asked for and sealed, not sealed, sealed without being asked for, or sealed in the past', () => {
  expect(statesOf([use('a', 'b', 'c')], [place({ a: 'new', c: 'old', d: 'old' })])).toEqual({
    'users/database a': 'sealed',
    'users/database b': 'missing',
    'users/database c': 'outdated',
    'users/database d': 'orphan',
  });
});

test('a secret that is used as a whole uses all its keys', () => {
  expect(statesOf([use()], [place({ a: 'new', b: 'new' })])).toEqual({
    'users/database a': 'sealed',
    'users/database b': 'sealed',
  });
});

test.each([[[]], [[place({})]]])('one without any key is missing', (sealed) => {
  expect(statesOf([use()], sealed)).toEqual({ 'users/database *': 'missing' });
});

test('what nothing asks for is an orphan', () => {
  expect(statesOf([], [place({ a: 'new' })])).toEqual({ 'users/database a': 'orphan' });
});

test('without a certificate nothing is outdated', () => {
  const states = keyStates({
    uses: [use('a')],
    sealed: [place({ a: 'x' })],
    namespaces: NAMESPACES,
    fingerprint: undefined,
  });

  expect(states.map(({ state }) => state)).toEqual(['sealed']);
});

test.each<[PlaceOptions, string]>([
  [{ namespace: 'users' }, 'outdated'],
  [{ name: 'people-database' }, 'outdated'],
  [{ scope: 'namespace-wide', name: 'people-database' }, 'sealed'],
  [{ scope: 'namespace-wide', namespace: 'users' }, 'outdated'],
  [{ scope: 'cluster-wide', namespace: 'users', name: 'people-database' }, 'sealed'],
])('sealed for %j it is %s', (options, state) => {
  expect(statesOf([use('a')], [place({ a: 'new' }, options)])).toEqual({ 'users/database a': state });
});
